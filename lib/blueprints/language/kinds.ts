import type { Parameter } from '../../../catalog/blueprint.ts';

/** Whether the value of a parameter is a list of texts. */
export function takesList(parameter: Parameter): boolean {
  switch (parameter.kind) {
    case 'regions':
    case 'userNames':
      return true;
    case 'arn':
    case 'resourceName':
    case 'text':
      return parameter.list !== undefined;
    case 'region':
    case 'flag':
    case 'choice':
    case 'label':
    case 'name':
    case 'tags':
      return false;
  }
}

/** Whether a request may leave the parameter without a value. */
export function mayBeNull(parameter: Parameter): boolean {
  return 'default' in parameter && parameter.default === null && parameter.kind !== 'tags';
}

/** Whether the value can be a part of a text. */
export function isText({ kind }: Parameter): boolean {
  return kind !== 'flag' && kind !== 'tags';
}

/** Whether every value of the parameter can be a part of the name of a user, group or policy. */
export function isPartOfNames({ kind }: Parameter): boolean {
  return ['name', 'userNames', 'choice', 'label', 'region'].includes(kind);
}
