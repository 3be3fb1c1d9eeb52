#!/usr/bin/env python3
"""The bare spaCy parse that the bench compares with: same texts, pipes, batches and processes, nothing else.

python eval/bare.py FOLDER JOBS
"""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import islice

from selon.cli.workers import BATCH
from selon.model.report import Report
from selon.parse.parser import load_parser
from selon.read.reports import read


def parse(batch: list[tuple[str, str]]) -> int:
    """Parse a batch of (language, text); the number of tokens."""
    count = 0
    for language in sorted({language for language, _ in batch}):
        texts = [text for code, text in batch if code == language]
        count += sum(len(doc) for doc in load_parser(language).pipeline.pipe(texts, batch_size=BATCH))
    return count


def main() -> None:
    """Read the folder, parse it, print the number of tokens."""
    folder, jobs = sys.argv[1], int(sys.argv[2])
    pairs = iter([(report.language, report.text) for report in read([folder]) if isinstance(report, Report)])
    batches = []
    while batch := list(islice(pairs, BATCH)):
        batches.append(batch)
    if jobs == 1:
        print(sum(map(parse, batches)))
        return
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        print(sum(pool.map(parse, batches)))


if __name__ == "__main__":
    main()
