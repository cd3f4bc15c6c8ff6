# SPDX-License-Identifier: MIT
"""The method, computed a second time: from the pages, in Python, without a look at src/.

`workspace` reads files, `report.Report(workspace, day)` gives every number of that day. What the pages leave open is
`SILENT`: nothing is compared with it.
"""
