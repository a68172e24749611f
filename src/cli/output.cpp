#include "cli/output.hpp"

#include "cli/text_table.hpp"
#include "serve/row_encoder.hpp"

#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstdio>
#include <map>

namespace parlance::cli {

void add_format(CLI::App& words, Format& format) {
    static const std::map<std::string, Format> names{
        {"table", Format::table}, {"json", Format::json}, {"csv", Format::csv}
    };
    words.add_option("--format", format, "How to print the rows: table, json or csv")
        ->transform(CLI::CheckedTransformer(names, CLI::ignore_case).description(""))
        ->default_str("table");
}

std::string table_of(const ResultSet& result) {
    constexpr std::size_t uncut = 10'000;
    return isatty(STDOUT_FILENO) != 0 ? text_table(result) : text_table(result, uncut);
}

void print_rows(const ResultSet& result, const RunSummary& summary, Format format) {
    serve::RowEncoder encoder(
        format == Format::csv ? serve::RowFormat::csv : serve::RowFormat::json
    );
    std::string out;
    encoder.begin(out, {}, result.columns);
    encoder.rows(out, result.rows);
    encoder.end(out, summary);
    if (format == Format::json) out += '\n';
    std::fwrite(out.data(), 1, out.size(), stdout);
}

}  // namespace parlance::cli
