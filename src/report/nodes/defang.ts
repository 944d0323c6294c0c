const hostName = /(?<![\w.[\]-])(?:[a-z0-9-]+\.){2,}[a-z]{2,}(?![\w-])/gi;

const dots = (name: string): string => name.replace(/(?<!\[)\.(?!\])/g, '[.]');

/**
 * Writes addresses so that no renderer turns them into a link and nobody opens one by accident: `hxxps://`, `sb[:]//`,
 * `[.]` in host names and `[@]` in mail addresses. For text outside inline code; the other punctuation stays.
 *
 * Each rule looks at one mark alone and not at whole addresses: a scheme inside a scheme or behind a letter is a link
 * for some readers and must not pass.
 */
export const defang = (text: string): string =>
  text
    .replace(/http(?=s?:\/\/)/gi, 'hxxp')
    .replace(/(?<!hxxps?):\/\//gi, '[:]//')
    .replace(/(mailto|xmpp):/gi, '$1[:]')
    .replace(/(?<=:\]?\/\/)[^\s/?#]+/g, dots)
    .replace(/www\./gi, 'www[.]')
    .replace(/(?<=www\[\.\])[^\s/?#]+/gi, dots)
    .replace(hostName, dots)
    .replace(/@(?=[\w-])/g, '[@]');
