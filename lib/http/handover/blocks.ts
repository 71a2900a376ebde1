/** A part of the message. Both forms of the message, plain and HTML, are written from the same parts. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'items'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'steps'; readonly title: string; readonly steps: readonly Step[] };

/** One thing to do. The link stands after the text. */
interface Step {
  readonly text: string;
  readonly link?: { readonly url: string } | { readonly placeholder: string };
}

const linkText = ({ link }: Step) => (link === undefined ? '' : ` ${'url' in link ? link.url : link.placeholder}`);

/** Returns the parts as plain text. */
export function plainText(blocks: readonly Block[]): string {
  const parts = blocks.map((block) => {
    switch (block.kind) {
      case 'paragraph':
        return block.text;
      case 'items':
        return [block.title, ...block.items.map((item) => `- ${item}`)].join('\n');
      case 'steps':
        return [block.title, ...block.steps.map((each, at) => `${String(at + 1)}. ${each.text}${linkText(each)}`)].join(
          '\n',
        );
    }
  });
  return `${parts.join('\n\n')}\n`;
}

/** Returns the parts as an HTML document that loads nothing. Every text is escaped. */
export function htmlDocument(blocks: readonly Block[], title: string, language: string): string {
  const parts = blocks.map((block) => {
    switch (block.kind) {
      case 'paragraph':
        return `<p>${escaped(block.text)}</p>`;
      case 'items':
        return `<p>${escaped(block.title)}</p>\n<ul>\n${block.items.map((item) => `<li>${escaped(item)}</li>`).join('\n')}\n</ul>`;
      case 'steps':
        return `<p>${escaped(block.title)}</p>\n<ol>\n${block.steps.map(htmlStep).join('\n')}\n</ol>`;
    }
  });
  const head = `<!doctype html>\n<html lang="${language}">\n<head><meta charset="utf-8"><title>${escaped(title)}</title></head>`;
  return `${head}\n<body>\n${parts.join('\n')}\n</body>\n</html>\n`;
}

function htmlStep(step: Step): string {
  const { text, link } = step;
  const shown =
    link !== undefined && 'url' in link
      ? ` <a href="${escaped(link.url)}">${escaped(link.url)}</a>`
      : escaped(linkText(step));
  return `<li>${escaped(text)}${shown}</li>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
