import * as z from 'zod';
import { holds, type Scope } from './intrinsics.ts';
import { StackProblem } from './problem.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);

const parameter = z.object({
  Type: z.string(),
  Description: z.string().optional(),
  Default: scalar.optional(),
  AllowedPattern: z.string().optional(),
  AllowedValues: z.array(scalar).optional(),
  MinLength: z.coerce.number().optional(),
  MaxLength: z.coerce.number().optional(),
  ConstraintDescription: z.string().optional(),
  NoEcho: scalar.optional(),
});

const resource = z.object({
  Type: z.string(),
  Condition: z.string().optional(),
  DependsOn: z.union([z.string().transform((name) => [name]), z.array(z.string())]).default([]),
  Properties: z.record(z.string(), z.unknown()).default({}),
});

const rule = z.object({
  RuleCondition: z.unknown().optional(),
  Assertions: z.array(z.object({ Assert: z.unknown(), AssertDescription: z.string().optional() })),
});

const template = z.object({
  Description: z.string().optional(),
  Parameters: z.record(z.string(), parameter).default({}),
  Rules: z.record(z.string(), rule).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(z.string(), resource),
  Outputs: z.record(z.string(), z.object({ Value: z.unknown(), Condition: z.string().optional() })).default({}),
});

export type Template = z.output<typeof template>;
export type ResourceTemplate = z.output<typeof resource>;

/** Checks the format of a template. @throws StackProblem if the body is not a template. */
export function parseTemplate(body: unknown): Template {
  const parsed = template.safeParse(body);
  if (!parsed.success) throw new StackProblem(`Template format error: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/**
 * Returns the value of each parameter: the given one, or its default. Ignores values for parameters that the template
 * does not declare and for NoEcho parameters, as the console does with a quick-create link (CloudFormation User Guide,
 * "Create quick-create links").
 * @throws StackProblem that names the parameter that has no value or violates its constraint.
 */
export function parameterValues(
  { Parameters }: Template,
  given: ReadonlyMap<string, string>,
): ReadonlyMap<string, unknown> {
  const values = Object.entries(Parameters).map(([name, declared]) => {
    const value = (declared.NoEcho === 'true' ? undefined : given.get(name)) ?? declared.Default;
    return { name, declared, value };
  });
  const missing = values.filter(({ value }) => value === undefined).map(({ name }) => name);
  if (missing.length > 0) throw new StackProblem(`Parameters: [${missing.join(', ')}] must have values`);
  return new Map(
    values.map(({ name, declared, value = '' }) => {
      const entries =
        declared.Type === 'CommaDelimitedList' ? value.split(',').map((entry) => entry.trim()) : undefined;
      const problem = sizeProblem(value) ?? firstProblem(declared, entries ?? [value]);
      if (problem !== undefined)
        throw new StackProblem(`Parameter '${name}' ${declared.ConstraintDescription ?? problem}`);
      return [name, entries ?? value];
    }),
  );
}

/** The most bytes of a parameter's value (CloudFormation User Guide, "Understand CloudFormation quotas"). */
const maxValueBytes = 4096;

const sizeProblem = (value: string) =>
  Buffer.byteLength(value) > maxValueBytes ? `must have at most ${String(maxValueBytes)} bytes` : undefined;

/**
 * Returns the first problem of the value, or of the entries of a list: AllowedPattern applies to each (CloudFormation User
 * Guide, "CloudFormation template Parameters syntax").
 */
function firstProblem(declared: z.output<typeof parameter>, values: readonly string[]): string | undefined {
  return values.map((value) => constraintProblem(declared, value)).find((problem) => problem !== undefined);
}

function constraintProblem(declared: z.output<typeof parameter>, value: string): string | undefined {
  const { AllowedPattern: pattern, AllowedValues: allowed, MinLength: min, MaxLength: max } = declared;
  // The pattern must match the whole value, as with `matches` in Java.
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value)) return `must match pattern ${pattern}`;
  if (allowed !== undefined && !allowed.includes(value)) return `must be one of AllowedValues: ${allowed.join(', ')}`;
  if (min !== undefined && value.length < min) return `must contain at least ${min} characters`;
  if (max !== undefined && value.length > max) return `must contain at most ${max} characters`;
  if (declared.Type === 'Number' && (value === '' || Number.isNaN(Number(value)))) return 'must be a number';
  return undefined;
}

/** Checks the rules of a template. @throws StackProblem with the description of the first assertion that fails. */
export function checkRules({ Rules }: Template, scope: Scope): void {
  for (const [name, { RuleCondition: condition, Assertions }] of Object.entries(Rules)) {
    if (condition !== undefined && !holds(condition, scope)) continue;
    for (const { Assert, AssertDescription } of Assertions) {
      if (!holds(Assert, scope))
        throw new StackProblem(AssertDescription ?? `Template validation error: rule ${name} failed.`);
    }
  }
}
