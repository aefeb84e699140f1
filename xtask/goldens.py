"""Analyses the texts of crates/attache-language/goldens/texts.txt with spaCy; run by `cargo xtask goldens`.

Needs Python with spaCy 3.8 and the model: goldens.py TEXTS.txt OUT.jsonl [MODEL]. A line: {"text", "tokens": [[start, end, tag,
pos, lemma, head, dep, entity, sentence start, features], ...]}; offsets in code points, heads as token numbers.
"""

import codecs
import json
import sys

import spacy


def unescape(line):
    return codecs.escape_decode(line.encode())[0].decode()


def main(texts, out, model="en_core_web_sm"):
    nlp = spacy.load(model)
    lines = open(texts, encoding="utf-8").read().split("\n")
    with open(out, "w", encoding="utf-8") as file:
        for line in lines[:-1]:
            if line.startswith("# "):
                continue
            doc = nlp(unescape(line))
            chunks = [[chunk.start, chunk.end] for chunk in doc.noun_chunks]
            tokens = [
                [t.idx, t.idx + len(t.text), t.tag_, t.pos_, t.lemma_, t.head.i, t.dep_,
                 f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O", bool(t.is_sent_start), str(t.morph)]
                for t in doc
            ]
            row = {"text": doc.text, "noun_chunks": chunks, "tokens": tokens}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


main(*sys.argv[1:])
