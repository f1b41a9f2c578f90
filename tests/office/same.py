"""Compares what a workbook's formulas gave when it was written with what another program makes of them.

python3 same.py WRITTEN WORKED_OUT: prints how many agree, or each that does not; exit 1 when one does not.
"""

import sys
from decimal import Decimal

import openpyxl


def main():
    written, ours, theirs = (openpyxl.load_workbook(path, data_only=only) for path, only in
                             [(sys.argv[1], False), (sys.argv[1], True), (sys.argv[2], True)])
    same, faults = 0, []
    for sheet in written:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                was, now = (book[sheet.title][cell.coordinate].value for book in (ours, theirs))
                try:
                    agrees = abs(Decimal(str(was)) - Decimal(str(now))) < Decimal("0.0000005")
                except ArithmeticError:
                    agrees = False
                same += agrees
                if not agrees:
                    faults.append(f"{sheet.title} {cell.coordinate}: {cell.value} was {was}, is {now}")
    print("\n".join(faults) if faults else f"{same} formulas come to the same")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
