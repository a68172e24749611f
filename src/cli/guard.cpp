#include "base/error.hpp"
#include "base/json.hpp"
#include "base/rows.hpp"
#include "base/wait_for.hpp"
#include "cli/cli.hpp"
#include "cli/local_source.hpp"
#include "guard/approve.hpp"
#include "guard/sight.hpp"
#include "serve/row_encoder.hpp"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

namespace parlance::cli {

namespace {

struct Options {
    std::string source;
    std::string policy;
    std::string user = "reviewer";
    std::string role = "analyst";
    std::map<std::string, std::string> attributes;
    bool run = false;
    bool lines = false;
};

struct Refusal {
    std::string code;
    std::string message;
    std::optional<std::int64_t> position;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (code, message, position))

struct Source {
    std::string schema;
    std::string table;
    std::string column;
};
BOOST_DESCRIBE_STRUCT(Source, (), (schema, table, column))

struct OutputColumn {
    std::string name;
    Type type = Type::unknown;
    bool masked = false;
    std::vector<Source> sources;
};
BOOST_DESCRIBE_STRUCT(OutputColumn, (), (name, type, masked, sources))

struct TableRead {
    std::string schema;
    std::string table;
    bool fenced = false;
};
BOOST_DESCRIBE_STRUCT(TableRead, (), (schema, table, fenced))

struct View {
    std::string name;
    std::string sql;
};
BOOST_DESCRIBE_STRUCT(View, (), (name, sql))

/// What one statement becomes: `sql` and all that belongs to it, or `error`.
struct Verdict {
    std::optional<Refusal> error;
    std::optional<std::string> sql;
    std::vector<View> views;
    std::int64_t parameters = 0;
    std::vector<OutputColumn> columns;
    std::vector<TableRead> tables;
    std::vector<std::string> rules;
    std::optional<std::string> policy;
    std::optional<json::Raw> result;
};
BOOST_DESCRIBE_STRUCT(
    Verdict,
    (),
    (error, sql, views, parameters, columns, tables, rules, policy, result)
)

guard::PolicyDocument read_file(const std::string& name) {
    std::ifstream in(name, std::ios::binary);
    if (!in) throw Error(Failure::invalid, "file_not_found", fmt::format("Cannot read {}.", name));
    return guard::read_policy(std::string(std::istreambuf_iterator<char>(in), {}));
}

/// Prints to standard error what the policy names and the source does not have.
void apply(const Options& options, catalog::View& view) {
    const guard::Asker who{options.user, options.role, options.attributes};
    guard::Surroundings around{.nonce = to_hex(random_bytes(12)), .limits = view.policy.limits};
    // Pseudonyms of this command are no server's: every run gives the same ones.
    around.key = {Secret(bytes_of(sha256("parlance guard"))), "local"};
    const guard::PolicyDocument document = read_file(options.policy);
    guard::Sight sight = guard::look(document, view.schema, who, around);
    for (const guard::Problem& one : sight.problems)
        fmt::print(stderr, "{}: {}\n", one.pointer, one.detail);
    view.schema = std::move(sight.schema);
    view.policy = std::move(sight.policy);
}

Verdict described(const guard::ApprovedQuery& query) {
    Verdict made;
    made.sql = query.text();
    made.policy = query.policy_identity();
    made.parameters = static_cast<std::int64_t>(query.parameters().size());
    made.rules.assign(query.rules().begin(), query.rules().end());
    for (const guard::PreambleView& view : query.preamble())
        made.views.push_back({view.name, view.text});
    for (const guard::ReadTable& one : query.tables())
        made.tables.push_back({one.schema, one.table, one.fenced});
    for (const guard::OutputColumn& one : query.lineage()) {
        OutputColumn column{one.name, one.type, one.masked, {}};
        for (const guard::SourceColumn& source : one.sources)
            column.sources.push_back({source.schema, source.table, source.column});
        made.columns.push_back(std::move(column));
    }
    return made;
}

json::Raw rows_of(const catalog::View& view, guard::ApprovedQuery query) {
    Collected rows;
    connectors::RunContext context{"guard", {}};
    const RunSummary summary =
        wait_for(view.source->run(std::move(query), rows, std::move(context), {}));
    serve::RowEncoder encoder(serve::RowFormat::json);
    json::Raw made{""};
    encoder.begin(made.text, {}, rows.result.columns);
    encoder.rows(made.text, rows.result.rows);
    RunSummary timeless = summary;
    timeless.execution_ms = 0;
    encoder.end(made.text, timeless);
    return made;
}

Verdict judged(const Options& options, const catalog::View& view, const std::string& text) {
    try {
        guard::ApprovedQuery query = guard::approve(text, *view.schema, view.policy);
        Verdict made = described(query);
        if (options.run) made.result = rows_of(view, std::move(query));
        return made;
    } catch (const Error& error) {
        Verdict refused;
        refused.error = Refusal{error.code(), error.message(), {}};
        if (error.position())
            refused.error->position = static_cast<std::int64_t>(*error.position());
        return refused;
    }
}

int run_guard(const Options& options) {
    LocalSource source;
    catalog::ValueLimits none{.columns = 0};
    catalog::View view = source.open(options.source, none);
    apply(options, view);
    bool refused = false;
    const auto print = [&](const std::string& text) {
        const Verdict verdict = judged(options, view, text);
        refused = refused || verdict.error.has_value();
        fmt::print("{}\n", json::to_text(verdict));
    };
    if (options.lines) {
        for (std::string line; std::getline(std::cin, line);)
            print(line);
        return 0;
    }
    print(std::string(std::istreambuf_iterator<char>(std::cin), {}));
    return refused ? 3 : 0;
}

}  // namespace

Command add_guard(CLI::App& app) {
    CLI::App* words = app.add_subcommand(
        "guard", "Read SQL on standard input, print what a policy makes of it, as JSON"
    );
    auto options = std::make_shared<Options>();
    LocalSource::add_option(*words, options->source);
    words->add_option("--policy", options->policy, "A policy, as a JSON file (docs/policies.md)")
        ->required()
        ->check(CLI::ExistingFile);
    words->add_option("--user", options->user, "The name of the person who asks")
        ->capture_default_str();
    words->add_option("--role", options->role, "The person's role")->capture_default_str();
    words->add_option_function<std::vector<std::string>>(
        "--attribute",
        [options](const std::vector<std::string>& all) {
            for (const std::string& one : all) {
                const std::size_t sign = one.find('=');
                if (sign == one.npos) throw CLI::ValidationError("--attribute", "takes NAME=VALUE");
                options->attributes[one.substr(0, sign)] = one.substr(sign + 1);
            }
        },
        "An attribute of the person, as NAME=VALUE; may be repeated"
    );
    words->add_flag("--run", options->run, "Run the statement too, and print its rows");
    words->add_flag("--lines", options->lines, "Each line is a statement, each answer a line");
    return {.words = words, .run = [options] { return run_guard(*options); }};
}

}  // namespace parlance::cli
