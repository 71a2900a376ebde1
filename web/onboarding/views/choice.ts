import { html, type TemplateResult } from 'lit';

interface Choice<T extends string> {
  /** The name of the group. Each group of a page has its own, so that the arrow keys stay in it. */
  readonly group: string;
  readonly title: TemplateResult;
  /** The names of the options, in the order in which they are shown. */
  readonly options: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly chosen: T;
  choose(option: T): void;
}

/** A choice between few options, of which one is always chosen. */
export function choice<T extends string>({ group, title, options, words, chosen, choose }: Choice<T>): TemplateResult {
  return html`<fieldset>
    ${title}
    <div class="choices">
      ${options.map(
        (option) =>
          html`<label
            ><input
              type="radio"
              name=${group}
              .checked=${option === chosen}
              @change=${() => {
                choose(option);
              }}
            />${words[option]}</label
          >`,
      )}
    </div>
  </fieldset>`;
}
