"""Measures the comparing of names: statesmen in five scripts and confusable pairs in, recall and precision out.

Run as `python evaluation/names.py`; `--misses` names the pairs that go wrong. Every other row of `names.csv` is the half
that the tables were worked on with (tuned), the others were only measured (held out).
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from communique.register.names import Likeness, compare_names, eastern, name_keys, transliteration, wording
from communique.register.names import likeness as names_module

SAME = 0.6  # from this score on two names that are no conflict count as one: a rare surname alone does, "Kim" does not
SCRIPTS = ("english", "german", "cyrillic", "han", "hangul", "arabic")
CONFUSABLE = """
Kim Jong Un|Kim Jong Il;Kim Jong Un|Kim Yo Jong;Kim Jong Il|Kim Il Sung;Kim Jong Un|김정일;김정은|金正日
Ким Чен Ын|Ким Чен Ир;George H. W. Bush|George W. Bush;Hillary Clinton|Bill Clinton;Park Geun-hye|Park Chung-hee
Mohammed bin Salman|Mohammed bin Zayed;محمد بن سلمان|محمد بن زايد;Wang Yi|Wang Yang;Wang Yi|Wang Qishan;王毅|王洋
Lee Hsien Loong|Lee Jae-myung;Raúl Castro|Fidel Castro;Lawrow|Lawrenko;Sergei Lavrov|Sergei Shoigu
Heinz Fischer|Joschka Fischer;Li Keqiang|Li Qiang;李克强|李强;Li Peng|Li Qiang;Lee Myung-bak|Lee Jae-myung
Roh Moo-hyun|Roh Tae-woo;노무현|노태우;Kim Dae-jung|Kim Young-sam;Kim Young-sam|Kim Yong Nam;Bashar al-Assad|Hafez al-Assad
Heydar Aliyev|Ilham Aliyev;Гейдар Алиев|Ilham Alijew;Indira Gandhi|Rajiv Gandhi;Nawaz Sharif|Shehbaz Sharif
Benazir Bhutto|Zulfikar Ali Bhutto;Lech Kaczyński|Jarosław Kaczyński;Helmut Kohl|Helmut Schmidt;Carlo Schmid|Helmut Schmidt
Sergei Ivanov|Igor Ivanov;Viktor Yanukovych|Viktor Yushchenko;Juschtschenko|Janukowytsch;Timoschenko|Poroschenko
Kuchma|Kuleba;Gromyko|Gromov;Medvedev|Medvedchuk;Brezhnev|Bessmertnykh;Konstantin Chernenko|Konstantin Chernyshenko
John Kerry|John Major;Tony Blair|Tony Abbott;Boris Johnson|Lyndon Johnson;Gordon Brown|Harold Brown
Justin Trudeau|Pierre Trudeau;Joe Clark|Helen Clark;David Cameron|David Lammy;Abdullah Gül|Abdullah II
Abdullah Abdullah|Abdullah Gül;Mahmoud Abbas|Abbas Araghchi;Ali Khamenei|Ruhollah Khomeini;Khamenei|Khatami
Rafic Hariri|Saad Hariri;Shinzo Abe|Shintaro Abe;安倍晋三|安倍晋太郎;Taro Aso|Taro Kono;Yasuo Fukuda|Takeo Fukuda
福田康夫|福田赳夫;Nguyen Phu Trong|Nguyen Xuan Phuc;Le Duan|Le Duc Tho;Chiang Kai-shek|Chiang Ching-kuo;蒋介石|蒋经国
Elizabeth II|Elizabeth I;John Paul II|John Paul I;Merkel|Markell;Macron|Maron;Scholz|Schulz;Steinmeier|Steinbrück
Rabin|Robin Cook;Netanyahu|Netanel;Saleh|Salem;Mubarak|Barak;Narendra Modi|Modibo Keita
"""


def read_statesmen() -> list[dict[str, str]]:
    """Return the rows of names.csv."""
    return list(csv.DictReader((Path(__file__).parent / "names.csv").read_text("utf-8").splitlines()))


def is_same(likeness: Likeness) -> bool:
    """Tell whether two names count as one person's."""
    return likeness.fit != "conflict" and likeness.score >= SAME


def measure(rows: list[dict[str, str]], *, misses: bool) -> None:
    """Print recall and precision, script pair by script pair, of one half."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for at, row in enumerate(rows):
        for script, other in combinations(SCRIPTS, 2):
            count(found[script, other], row[script], row[other], misses=misses)
        for script in SCRIPTS:
            for rival in rows[at + 1 :]:
                for further in SCRIPTS:
                    reject(
                        found[tuple(sorted((script, further), key=SCRIPTS.index))], row[script], rival[further], misses
                    )
    print(f"{'pair':22}{'same':>6}{'keys':>8}{'recall':>8}{'full':>7}{'rivals':>9}{'wrong':>7}{'precision':>11}")
    for pair in sorted(found, key=lambda pair: (SCRIPTS.index(pair[0]), SCRIPTS.index(pair[1]))):
        print(tell("-".join(pair), found[pair]))
    print(tell("all", sum(found.values(), Counter())))


def count(tally: Counter[str], name: str, other: str, *, misses: bool) -> None:
    """Count a pair of one person's names."""
    if not name or not other:
        return
    likeness = compare_names(name, other)
    shares = bool(name_keys(name) & name_keys(other))
    tally.update(same=1, keys=shares, recall=is_same(likeness), full=likeness.fit == "full")
    if misses and not (shares and is_same(likeness)):
        print(
            f"  {'missed' if shares else 'no key'}: {name} | {other}: {likeness.score:.2f} {likeness.fit} {likeness.reason}"
        )


def reject(tally: Counter[str], name: str, rival: str, misses: bool) -> None:  # noqa: FBT001 - as above
    """Count a pair of two persons' names."""
    if not name or not rival:
        return
    likeness = compare_names(name, rival)
    tally.update(rivals=1, wrong=is_same(likeness))
    if misses and is_same(likeness):
        print(f"  wrong: {name} | {rival}: {likeness.score:.2f} {likeness.fit} {likeness.reason}")


def tell(title: str, tally: Counter[str]) -> str:
    """Return a line of the table."""
    same, right = tally["same"], tally["recall"]
    shares = [f"{tally[key] / same:.1%}" if same else "-" for key in ("keys", "recall", "full")]
    precision = f"{right / (right + tally['wrong']):.1%}" if right else "-"
    columns = (
        f"{same:6}{shares[0]:>8}{shares[1]:>8}{shares[2]:>7}{tally['rivals']:>9}{tally['wrong']:>7}{precision:>11}"
    )
    return f"{title:22}{columns}"


def measure_confusable() -> None:
    """Print which hand-written pairs of two persons are taken for one."""
    pairs = [tuple(pair.split("|")) for line in CONFUSABLE.split("\n") for pair in line.split(";") if pair]
    wrong = [pair for pair in pairs if is_same(compare_names(*pair))]
    print(f"confusable pairs: {len(pairs)}, taken for one: {len(wrong)}")
    for one, other in wrong:
        print(f"  {one} | {other}: {compare_names(one, other)}")


def measure_time(rows: list[dict[str, str]]) -> None:
    """Print the time a call takes with names and pairs never seen before, and how selective the keys are."""
    names = [row[script] for row in rows for script in SCRIPTS if row[script]]
    name_keys("Erika Mustermann")  # loads the tables
    for module in (eastern, names_module, transliteration, wording):
        for function in vars(module).values():
            if getattr(function, "cache_parameters", dict)().get("maxsize"):
                function.cache_clear()
    start = time.process_time()
    for name in names:
        name_keys(name)
    keyed = time.process_time() - start
    pairs = [(one, other) for one in names[::5] for other in names[::7]]
    start = time.process_time()
    for one, other in pairs:
        compare_names(one, other)
    compared = time.process_time() - start
    keys = Counter(key for name in names for key in name_keys(name))
    print(f"name_keys {keyed / len(names) * 1e6:.0f} µs, compare_names {compared / len(pairs) * 1e6:.0f} µs")
    print(f"keys a name: {sum(keys.values()) / len(names):.1f}; the commonest: {keys.most_common(5)}")


def main() -> None:
    """Print everything."""
    rows = read_statesmen()
    misses = "--misses" in sys.argv
    for title, half in (("tuned", rows[::2]), ("held out", rows[1::2])):
        print(f"\n{title}: {len(half)} statesmen, same from {SAME} on")
        measure(half, misses=misses and ("--all" in sys.argv or title == "tuned"))
    print()
    measure_confusable()
    measure_time(rows)


if __name__ == "__main__":
    main()
