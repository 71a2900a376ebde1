import { asWritten, type SourceValue } from './source/sourceValue.ts';

/** Returns the services that a document names, in actions and ARNs. */
export function servicesIn(value: SourceValue): readonly string[] {
  switch (value.kind) {
    case 'text': {
      const text = asWritten(value);
      const found =
        /^arn:[^:]*:([a-z0-9-]+):/.exec(text) ?? /^([A-Za-z0-9-]+)(?:\.amazonaws\.com)?:[\w*?]+$/.exec(text);
      return found?.[1] === undefined ? [] : [found[1].toLowerCase()];
    }
    case 'list':
      return value.items.flatMap(servicesIn);
    case 'map':
      return value.entries.flatMap((entry) => servicesIn(entry.value));
  }
}
