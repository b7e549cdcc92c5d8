#!/usr/bin/python3
"""Prints Sources/Shared/Vocabulary/UnicodeTables.swift. Needs: apt-get install unicode-data"""
import os
import re
import textwrap

SOURCE = "/usr/share/unicode/UnicodeData.txt"

names, categories, decompositions, lower = {}, {}, {}, {}
for line in open(SOURCE, encoding="ascii"):
    fields = line.split(";")
    code = int(fields[0], 16)
    names[code], categories[code] = fields[1], fields[2]
    if fields[5]:
        *kind, = re.findall(r"<(\w+)>", fields[5])
        parts = [int(part, 16) for part in re.sub(r"<\w+>", "", fields[5]).split()]
        decompositions[code] = (kind[0] if kind else "canonical", parts)
    if fields[13]:
        lower[code] = int(fields[13], 16)

# What differs in its place in the word, its width or its being set as one letter.
KINDS = {"wide", "narrow", "compat", "initial", "medial", "final", "isolated", "small", "vertical"}
HEBREW_FORMS = range(0xFB1D, 0xFB50)
# Letters of Hangul by themselves would join to syllables; letters in parentheses and digits with dots are lists' marks.
LEFT_OUT = [range(0x3130, 0x3190), range(0x2474, 0x24B6), range(0xFFA0, 0xFFDD)]


def plain(code):
    """The ordinary characters that a compatibility character stands for."""
    kind, parts = decompositions.get(code, (None, []))
    if kind in KINDS or (kind and code in HEBREW_FORMS):
        return [part for each in parts for part in plain(each)]
    return [code]


compatibility = {}
for code in sorted(decompositions):
    parts = plain(code)
    if parts == [code] or any(code in left for left in LEFT_OUT):
        continue
    # A mark by itself is a space with a combining mark, which is no form of that mark.
    if parts[0] == 0x20 and code != 0x3000 or len(parts) > 3 or code > 0xFFFF:
        continue
    compatibility[code] = parts

# Letters of their own, which no other letter stands for: the short i and u, yi, gje and kje.
OWN_LETTERS = {0x0439, 0x045E, 0x0457, 0x0453, 0x045C}
# Letters whose names do not say which one they are written as where they cannot be typed.
WRITTEN_AS = {"ı": "i", "ð": "d", "ŋ": "n", "ə": "e", "ɛ": "e", "ɔ": "o", "ǝ": "e", "ĸ": "k"}


def base(code):
    """The letter without its marks; itself where it has none, nothing where it is no letter of these scripts."""
    letter = code
    while letter in decompositions and decompositions[letter][0] == "canonical":
        letter, *marks = decompositions[letter][1]
        if any(categories[mark] != "Mn" for mark in marks):
            return code
    name = names[letter]
    if name.split(" ")[0] not in ("LATIN", "GREEK", "CYRILLIC"):
        return code
    match = re.fullmatch(r"LATIN SMALL LETTER ([A-Z]) WITH [A-Z ]+", name)
    return ord(match[1].lower()) if match else ord(WRITTEN_AS.get(chr(letter), chr(letter)))


bases = {}
for code, category in categories.items():
    if category == "Ll" and code not in OWN_LETTERS and code not in compatibility and base(code) != code:
        bases.setdefault(base(code), []).append(code)


def runs(table):
    """`SOURCE>TARGETS`, or `SOURCE*COUNT>TARGET` where both go on together."""
    lines, codes = [], sorted(table)
    while codes:
        first, count = codes[0], 1
        if len(table[first]) == 1:
            while count < len(codes) and codes[count] == first + count and table[codes[count]] == [table[first][0] + count]:
                count += 1
        targets = ",".join(f"{part:X}" for part in table[first])
        lines.append(f"{first:X}{f'*{count:X}' if count > 1 else ''}>{targets}")
        codes = codes[count:]
    return lines


def rows(table):
    """The bases with at most 16 of their sources each time, so that a line has room for them."""
    for target in sorted(table):
        for start in range(0, len(table[target]), 16):
            yield target, table[target][start : start + 16]


def literal(entries):
    """The entries with a semicolon after each, in lines of one string literal."""
    wrapped = textwrap.wrap(" ".join(entry + ";" for entry in entries), 100, break_long_words=False)
    return "\\\n".join("    " + line.replace("; ", ";") for line in wrapped)


version = re.search(r"-([\d.]+)\.txt", open("/usr/share/unicode/PropList.txt", encoding="utf-8").readline())[1]
print(f'''// Printed by Sources/Tools/tables/{os.path.basename(__file__)} from the Unicode Character Database {version} (UnicodeData.txt).
// Copyright Unicode, Inc.; Unicode License, https://www.unicode.org/license.txt

/// What `Folding` knows of characters, in hexadecimal, with a semicolon after each entry.
enum UnicodeTables {{
  /// Compatibility characters and what they stand for: `SOURCE>TARGETS`, or `SOURCE*COUNT>TARGET` for a row of
  /// characters that stand for a row.
  static let compatibility = """
{literal(runs(compatibility))}
    """

  /// Small letters of the Latin, Greek and Cyrillic scripts and the letters they are without marks:
  /// `BASE<SOURCES`.
  static let bases = """
{literal(f"{target:X}<" + ",".join(f"{code:X}" for code in sources) for target, sources in rows(bases))}
    """
}}''')
