const hostName = /(?<![\w.[\]-])(?:[a-z0-9-]+\.){2,}[a-z]{2,}(?![\w-])/gi;

const dots = (name: string): string => name.replace(/(?<!\[)\.(?!\])/g, '[.]');

/**
 * Writes addresses so that no renderer makes a link of them and nobody opens one by accident: `hxxps://`, `sb[:]//`,
 * `[.]` in host names and `[@]` in mail addresses. For text outside inline code. Other punctuation stays.
 *
 * Each rule looks at one mark, not at a complete address, because some renderers link a scheme inside another scheme
 * or after a letter.
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
