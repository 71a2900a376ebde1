import { page, blocksOf } from './markdown.ts';
import { resourcesOf, serverless } from '../infra/definition.ts';
import { calls } from '../../lib/http/calls.ts';
import { problems } from '../../lib/errors.ts';
import { indexes } from '../support/indexes.ts';

const text = page('docs/operating.md');
