import { readFileSync } from 'node:fs';
import { blueprintSchema } from '../../catalog/blueprint.ts';

/** A blueprint that uses every feature: groups, a list of users, flags, and two parameters that change the boundary. */
export const everything = blueprintSchema.parse(
  JSON.parse(readFileSync('test/catalog/fixtures/everything.json', 'utf8')),
);
