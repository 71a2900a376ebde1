import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import * as z from 'zod';

export const guidesFolder = join('test', 'authoring', 'guides');

const categories = ['backup', 'ci', 'cost', 'deployment', 'dns', 'logs', 'monitoring', 'security', 'storage'] as const;
const names = z.record(z.string().min(1), z.string().min(1));

const sentence = z.string().regex(/^[^\n]+[.:]$/);

const facts = z.strictObject({
  vendor: z.string(),
  title: z.string(),
  url: z.url(),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  accessed: z.iso.date(),
  licence: z.string(),
  category: z.enum(categories),
  /** Whether the guide hands out access keys of an IAM user. Otherwise it gives the policy to a role. */
  handsOutKeys: z.boolean(),
  userName: z.string().optional(),
  policyName: z.string().optional(),
  /** AWS managed policies that the guide attaches, by name. */
  managedPolicies: z.array(z.string()).optional(),
  /** Headings of the Markdown file whose fences are the policies. The other fences of the page are not imported. */
  sections: z.array(z.string()).optional(),
  /** What each placeholder stands for, by its spelling in the file. */
  placeholders: names,
  /** A value for each placeholder that a caller has to give. */
  set: names,
  /** What a person passes to the import after each answer of it, until it makes a blueprint. */
  rounds: z.array(z.array(z.string()).min(1)),
  /** What the import asks or says that a person has to decide, in its words, and what was decided. */
  decisions: z.array(z.strictObject({ asked: sentence, decided: sentence })),
  /** What a person has to know besides, and no program can find in the guide. One sentence each. */
  remarks: z.array(sentence),
  /** What the user may and may not do, with the placeholders set. */
  cases: z.array(
    z.strictObject({
      does: z.string(),
      action: z.string().regex(/^[a-z0-9-]+:[A-Za-z]+$/),
      resource: z.string(),
      context: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
      /** Whether the resource is a KMS key whose policy lets IAM decide for the account. */
      keyPolicy: z.boolean().default(false),
      allowed: z.boolean(),
    }),
  ),
});

/** A vendor's setup guide: the file with its policies, and what is known of it. */
export interface VendorGuide extends z.infer<typeof facts> {
  readonly name: string;
  readonly file: string;
  readonly format: string;
  readonly text: string;
}

/** Reads a guide. Throws if the folder lacks the facts or has not exactly one file with policies. */
function readGuide(name: string): VendorGuide {
  const files = readdirSync(join(guidesFolder, name)).filter((each) => each.startsWith('policy.'));
  const [file] = files;
  if (file === undefined || files.length > 1) throw new Error(`${name} has ${files.length} files with policies`);
  const read = (each: string) => readFileSync(join(guidesFolder, name, each), 'utf8');
  const format = extname(file).slice(1);
  return {
    name,
    file: join(guidesFolder, name, file),
    format,
    text: read(file),
    ...facts.parse(JSON.parse(read('facts.json'))),
  };
}

/** The text of the section of a Markdown file under a heading, or undefined. */
export const sectionOf = (text: string, heading: string): string | undefined =>
  text.split(/^#+ /m).find((each) => each.startsWith(`${heading}\n`));

/** All setup guides of vendors that tests import. */
export const vendorGuides: readonly VendorGuide[] = readdirSync(guidesFolder, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map((each) => readGuide(each.name))
  .sort((a, b) => a.name.localeCompare(b.name));
