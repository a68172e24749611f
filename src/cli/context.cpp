#include "engine/context.hpp"

#include "base/json.hpp"
#include "cli/cli.hpp"
#include "cli/local_source.hpp"

#include <CLI/App.hpp>
#include <cstdio>

namespace parlance::cli {

namespace {

struct Options {
    std::string question;
    std::string source;
    std::string knowledge;
    std::size_t tables = 10;
    bool json = false;
};

void tell(const engine::SchemaContext& found) {
    for (const engine::ContextTable& table : found.tables) {
        fmt::print("{:.2f}  {}", table.score, table.name);
        for (const std::string& word : table.because)
            fmt::print("{}{}", &word == &table.because.front() ? "  (" : ", ", word);
        fmt::print("{}\n", table.because.empty() ? "" : ")");
        for (const engine::ContextColumn& column : found.columns) {
            if (column.table == table.name && column.schema == table.schema)
                fmt::print(
                    "        {:.2f}  {} {}\n", column.score, column.name, name_of(column.type)
                );
        }
    }
    for (const engine::ContextJoin& join : found.joins)
        fmt::print("Joined by {}{}\n", join.on, join.inferred ? " (inferred)" : "");
    for (const engine::ContextValue& value : found.values)
        fmt::print("“{}” is {}.{} = '{}'\n", value.words, value.table, value.column, value.value);
    for (const engine::ContextTerm& term : found.terms)
        fmt::print("“{}” is {}\n", term.phrase, term.meaning);
    for (const std::string& word : found.unknown)
        fmt::print("Nothing is called “{}”\n", word);
}

int run_context(const Options& options) {
    LocalSource source;
    const catalog::View view = source.open(options.source, {}, options.knowledge);
    const auto found = engine::context_of(options.question, *view.pack, options.tables);
    if (options.json)
        fmt::print("{}\n", json::to_text(found));
    else
        tell(found);
    return 0;
}

}  // namespace

Command add_context(CLI::App& app) {
    CLI::App* words = app.add_subcommand(
        "context", "Say which tables, columns, keys and values a question is about"
    );
    auto options = std::make_shared<Options>();
    words->add_option("question", options->question, "The question, in quotes")->required();
    LocalSource::add_option(*words, options->source);
    LocalSource::add_knowledge_option(*words, options->knowledge);
    words->add_option("--tables", options->tables, "How many tables at the most")
        ->capture_default_str();
    words->add_flag("--json", options->json, "As JSON");
    return {.words = words, .run = [options] { return run_context(*options); }};
}

}  // namespace parlance::cli
