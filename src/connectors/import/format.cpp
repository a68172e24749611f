#include "connectors/import/format.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <fstream>
#include <string_view>

namespace parlance::connectors::import {

namespace {

constexpr std::size_t look_bytes = 65'536;

[[noreturn]] void not_recognised() {
    throw Error(
        Failure::invalid,
        "file_not_recognised",
        "This is not a CSV, TSV, JSON, NDJSON, Parquet, SQLite or DuckDB file. Spreadsheets can be "
        "saved as CSV (UTF-8)."
    );
}

/// Control characters that no text file has; also finds UTF-16.
bool is_binary(std::string_view head) {
    return std::ranges::any_of(head, [](unsigned char c) {
        return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
    });
}

bool names_csv(const std::string& extension) {
    return extension == "csv" || extension == "tsv" || extension == "tab";
}

}  // namespace

const char* name_of(Format format) noexcept {
    switch (format) {
        case Format::csv:
            return "csv";
        case Format::json:
            return "json";
        case Format::parquet:
            return "parquet";
        case Format::duckdb:
            return "duckdb";
        case Format::sqlite:
            return "sqlite";
    }
    return "";
}

Format format_of(const std::string& path, const std::string& extension) {
    std::ifstream file(path, std::ios::binary);
    std::string head(look_bytes, '\0');
    file.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(file.gcount()));
    if (head.starts_with(std::string_view("SQLite format 3\0", 16))) return Format::sqlite;
    if (head.starts_with("PAR1")) return Format::parquet;
    if (head.size() > 12 && std::string_view(head).substr(8, 4) == "DUCK") return Format::duckdb;
    std::string_view text = head;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) {
        throw Error(Failure::invalid, "file_empty", "The file is empty.");
    }
    if (is_binary(text)) not_recognised();
    const bool braces = text[begin] == '{' || text[begin] == '[';
    return braces && !names_csv(extension) ? Format::json : Format::csv;
}

}  // namespace parlance::connectors::import
