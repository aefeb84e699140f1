// Web Annotations found by Apache Annotator in the texts they are of: annotations.mjs ANNOTATIONS TEXTS, where TEXTS is a JSON object of texts by path.
// Each position must be the words of its quotation, and each quotation must be found at its position.
import { readFileSync } from "node:fs";
import { textPositionSelectorMatcher, textQuoteSelectorMatcher } from "@apache-annotator/selector";

const [annotations, texts] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));

async function places(matcher, text) {
  const chunk = { data: text };
  const chunker = { currentChunk: chunk, nextChunk: () => null, previousChunk: () => null, precedesCurrentChunk: () => false };
  const found = [];
  for await (const range of matcher(chunker)) found.push([range.startIndex, range.endIndex]);
  return found;
}

let count = 0;
for (const item of annotations.items) {
  const text = texts[item.target["dc:source"].replace(/, article \d+$/, "")];
  const [position, quote] = item.target.selector;
  const [at] = await places(textPositionSelectorMatcher(position), text);
  const quoted = await places(textQuoteSelectorMatcher(quote), text);
  if (text.slice(...at) !== quote.exact || !quoted.some(([start, end]) => start === at[0] && end === at[1])) {
    throw new Error(`${item.id}: ${JSON.stringify(at)} is ${JSON.stringify(text.slice(...at))}, not ${JSON.stringify(quote.exact)}`);
  }
  count += 1;
}
if (count === 0) throw new Error("no annotation");
console.log(`annotations: Apache Annotator: ${count} places`);
