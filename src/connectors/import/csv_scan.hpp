#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parlance::connectors::import {

/// What a look at every cell of a CSV file told.
struct CsvColumn {
    std::string name;
    std::string type;  ///< DuckDB's word when its own sniffing would lose something; else empty
};

struct CsvScan {
    char delimiter = ',';
    bool header = true;
    bool latin1 = false;         ///< not UTF-8
    bool decimal_comma = false;  ///< 1,5 means one and a half
    std::vector<CsvColumn> columns;
    std::vector<std::string> warnings;
};

/// Reads a CSV or TSV file (RFC 4180, and with `;`, tab or `|`) from end to end. DuckDB's sniffer
/// is lenient with ragged files; this is not, and it finds what types would spoil: codes with
/// leading zeros, long digit strings, money.
///
/// Throws `Error` `file_ragged` with the line number, and `file_no_rows`.
[[nodiscard]] CsvScan scan_csv(const std::string& path, bool prefers_tabs);

}  // namespace parlance::connectors::import
