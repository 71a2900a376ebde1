import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { catalog } from '../catalog/index.ts';
import { publishedTemplates } from '../lib/access/bootstrapTemplate.ts';
import { isRecord } from './json.ts';
import { loadSpecification } from './specification.ts';
import { templateProblems } from './templateProblems.ts';

/**
 * Checks the packaged template and the bootstrap templates against CloudFormation's resource specification. Runs
 * `serverless package` first. Prints one line for each problem, and exits with 1 if there is one.
 */
execFileSync('serverless', ['package'], { stdio: ['ignore', 'ignore', 'inherit'] });
const packaged = readFileSync('.serverless/cloudformation-template-update-stack.json', 'utf8');
const bootstrap = publishedTemplates(catalog, { namespace: 'latchkey', vendorName: 'the vendor' });

const specification = loadSpecification();
const problems = [['packaged template', packaged] as const, ...bootstrap].flatMap(([name, text]) => {
  const template: unknown = JSON.parse(text);
  const found = isRecord(template) ? templateProblems(template, specification) : ['is not an object'];
  return found.map((problem) => `${name}: ${problem}`);
});
console.log(problems.length > 0 ? problems.join('\n') : `${String(bootstrap.size + 1)} templates are valid`);
process.exitCode = problems.length > 0 ? 1 : 0;
