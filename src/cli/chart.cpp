#include "ask/chart_trial.hpp"
#include "base/error.hpp"
#include "cli/cli.hpp"
#include "cli/local_source.hpp"

#include <CLI/App.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace parlance::cli {

namespace {

struct Options {
    std::string sql;
    std::string source;
    std::string words;
    std::string suite;
    std::string root = ".";
    std::string out;
};

constexpr catalog::ValueLimits no_values{.columns = 0};

int draw_one(const Options& options) {
    LocalSource source;
    const catalog::View view = source.open(options.source, no_values);
    const ask::DrawnChart drawn = ask::draw_chart(options.sql, options.words, view);
    if (!drawn.chart.note.empty()) fmt::print(stderr, "{}\n", drawn.chart.note);
    fmt::print("{}\n", ask::specification_text(drawn.chart));
    return 0;
}

/// Only the last database is kept open: a suite names each in one stretch.
int draw_suite(const Options& options) {
    std::ifstream in(options.suite);
    if (!in)
        throw Error(Failure::not_found, "file_not_found", "There is no suite " + options.suite);
    std::ofstream out(options.out);
    if (!out) throw Error(Failure::invalid, "file_not_writable", "Cannot write " + options.out);
    LocalSource source;
    std::string opened;
    catalog::View view;
    for (std::string line; std::getline(in, line);) {
        if (line.empty()) continue;
        const ask::ChartRow row = ask::read_chart_row(line);
        if (row.row.db != opened) {
            opened = row.row.db;
            const auto path = std::filesystem::path(options.root) / opened;
            view = source.open("sqlite:" + path.string(), no_values);
        }
        out << ask::chart_line(row, view) << '\n';
    }
    return out.flush() ? 0 : 1;
}

}  // namespace

Command add_chart(CLI::App& app) {
    CLI::App* words = app.add_subcommand(
        "chart", "Choose the chart of a SELECT's result and print its Vega-Lite specification"
    );
    auto options = std::make_shared<Options>();
    CLI::Option* source = words->add_option(
        "--source", options->source, "The statement's source, as `parlance sql` takes it"
    );
    CLI::Option* out = words->add_option(
        "--out", options->out, "Where a suite's charts go, one JSON object a line"
    );
    words->add_option("--words", options->words, "The question or wish: `as a pie chart`");
    words->add_option("--root", options->root, "Folder that a suite's db paths are relative to")
        ->capture_default_str();
    CLI::Option_group* what = words->add_option_group("what");
    what->require_option(1);
    what->add_option("sql", options->sql, "The statement, in quotes")->needs(source);
    what->add_option(
            "--suite",
            options->suite,
            "Many, one JSON object a line: id, question, db (a SQLite file), sql"
    )
        ->needs(out);
    return {.words = words, .run = [options] {
                return options->suite.empty() ? draw_one(*options) : draw_suite(*options);
            }};
}

}  // namespace parlance::cli
