import { readFileSync } from 'node:fs';
import { blueprintSchema } from '../../catalog/blueprint.ts';

/** A blueprint in a JSON file that uses all that a blueprint can say: groups, a list of users, flags, two ceiling parameters. */
export const everything = blueprintSchema.parse(
  JSON.parse(readFileSync('test/catalog/fixtures/everything.json', 'utf8')),
);
