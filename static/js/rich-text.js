// <rich-text> in a <text-box>: gives the Markdown of HTML that somebody pastes. The HTML is parsed and read, never shown.
const MARKS = { B: "**", STRONG: "**", I: "_", EM: "_", DEL: "~~", S: "~~" };
const BLOCKS = "address, article, aside, blockquote, dd, div, dl, dt, figure, footer, h1, h2, h3, h4, h5, h6, header, hr, li, main, ol, p, pre, section, table, ul";
const RICH = "a[href], b, strong, i, em, code, pre, h1, h2, h3, h4, h5, h6, ul, ol, blockquote, table"; // else plain words say as much
const SILENT = "script, style, template, title, noscript, iframe, object, svg, math";
const ADDRESS = /^(https?:|mailto:)/i;

const blocks = (parent) => {
  const made = [];
  let run = "";
  const end = () => (made.push(run.trim()), (run = ""));
  for (const node of parent.childNodes) {
    if (node.matches?.(BLOCKS) || node.querySelector?.(BLOCKS)) end(), made.push(...block(node));
    else run += inline(node);
  }
  end();
  return made.filter(Boolean);
};

const block = (node) => {
  const level = /^H([1-6])$/.exec(node.tagName)?.[1];
  if (level) return [`${"#".repeat(level)} ${within(node).trim()}`];
  if (node.matches("ul, ol")) return [list(node)];
  if (node.matches("pre")) return [`\`\`\`\n${node.textContent.replace(/\n$/, "").replaceAll("```", "'''")}\n\`\`\``];
  if (node.matches("blockquote")) return [blocks(node).join("\n\n").replace(/^/gm, "> ")];
  if (node.matches("table")) return [table(node)];
  return node.matches("hr") ? ["---"] : blocks(node);
};

const list = (node) => {
  const items = [...node.children].filter((item) => item.matches("li, ul, ol"));
  const first = Number(node.getAttribute("start")) || 1;
  return items.map((item, at) => {
    const marker = node.matches("ol") ? `${first + at}. ` : "- ";
    const words = item.matches("li") ? blocks(item).join("\n") : list(item);
    return (item.matches("li") ? marker : "  ") + words.replace(/\n(?=.)/g, `\n${" ".repeat(marker.length)}`);
  }).join("\n");
};

const table = (node) => {
  const cells = (row) => [...row.cells].map((cell) => within(cell).trim().replace(/\s*\n\s*/g, " ").replaceAll("|", "\\|"));
  const rows = [...node.rows].map(cells), width = Math.max(...rows.map((row) => row.length));
  const line = (row) => `| ${Array.from({ length: width }, (_, at) => row[at] ?? "").join(" | ")} |`;
  return rows.length ? [line(rows[0]), line(Array(width).fill("---")), ...rows.slice(1).map(line)].join("\n") : "";
};

const within = (node) => [...node.childNodes].map(inline).join("");

const inline = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ").replace(/[\\`*[\]<]/g, "\\$&");
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SILENT)) return "";
  if (node.matches("br")) return "\n";
  if (node.matches("code, kbd, samp, tt")) return around("`", node.textContent.replaceAll("`", "'"));
  if (node.matches("input[type=checkbox]")) return node.hasAttribute("checked") ? "[x] " : "[ ] ";
  if (node.matches("img")) return linked("!", node.alt.replace(/[[\]]/g, ""), node.getAttribute("src"));
  if (node.matches("a[href]")) return linked("", within(node).trim(), node.getAttribute("href"));
  const style = node.dataset.style ?? "", mark = MARKS[node.tagName];
  if (mark === "**" && /font-weight:\s*(normal|[1-4]00)/.test(style)) return within(node); // the <b> around all that Google Docs gives
  const slanted = around(/font-style:\s*italic/.test(style) ? "_" : "", within(node));
  return around(mark ?? (/font-weight:\s*(bold|[6-9]00)/.test(style) ? "**" : ""), slanted);
};

const linked = (sign, words, address) => {
  if (!ADDRESS.test(address) || !(words || sign)) return words;
  return `${sign}[${words}](${address.trim().replace(/[ \t\n()<>]/g, (each) => `%${each.charCodeAt(0).toString(16).padStart(2, "0")}`)})`;
};

const around = (mark, words) => (mark && words.trim() ? words.replace(/^(\s*)([^]*?)(\s*)$/, `$1${mark}$2${mark}$3`) : words);

class RichText extends HTMLElement {
  markdown(html) {
    const quiet = html.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\s(style|on\w+)\s*=/gi, " data-$1=")); // nothing that the CSP would report
    const { body } = new DOMParser().parseFromString(quiet, "text/html");
    return body.querySelector(RICH) ? blocks(body).join("\n\n") : "";
  }
}

customElements.define("rich-text", RichText);
