#include "base/error.hpp"
#include "base/rows.hpp"
#include "base/wait_for.hpp"
#include "cli/cli.hpp"
#include "cli/local_source.hpp"
#include "cli/output.hpp"
#include "guard/approve.hpp"

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstdio>

namespace parlance::cli {

namespace {

struct Options {
    std::string sql;
    std::string source;
    Format format = Format::table;
    std::int64_t limit = 100'000;
    bool dry_run = false;
};

int run_once(const Options& options) {
    LocalSource source;
    catalog::ValueLimits none{.columns = 0};
    catalog::View view = source.open(options.source, none);
    view.policy.limits.rows_max = options.limit;
    guard::ApprovedQuery query = guard::approve(options.sql, *view.schema, view.policy);
    if (options.dry_run) {
        fmt::print("{}\n", query.text());
        return 0;
    }
    Collected rows;
    connectors::RunContext context{"cli", {}};
    const RunSummary summary =
        wait_for(view.source->run(std::move(query), rows, std::move(context), {}));
    if (options.format == Format::table) {
        fmt::print("{}", table_of(rows.result));
        if (summary.truncated) fmt::print("(the first {} rows)\n", summary.rows);
    } else {
        print_rows(rows.result, summary, options.format);
    }
    return 0;
}

}  // namespace

Command add_sql(CLI::App& app) {
    CLI::App* words = app.add_subcommand("sql", "Run one SELECT through the guard, read-only");
    auto options = std::make_shared<Options>();
    words
        ->add_option(
            "sql", options->sql, "The statement, in quotes: PostgreSQL's dialect for every source"
        )
        ->required();
    LocalSource::add_option(*words, options->source);
    add_format(*words, options->format);
    words->add_option("--limit", options->limit, "Rows at the most")
        ->check(CLI::PositiveNumber)
        ->capture_default_str();
    words->add_flag("--dry-run", options->dry_run, "Print what would run, and do not run it");
    return {.words = words, .run = [options] { return run_once(*options); }};
}

}  // namespace parlance::cli
