#include "ask/ask.hpp"

#include "base/error.hpp"
#include "base/wait_for.hpp"
#include "cli/cli.hpp"
#include "cli/local_source.hpp"
#include "cli/output.hpp"

#include <CLI/App.hpp>
#include <cstdio>

namespace parlance::cli {

namespace {

struct Options {
    std::string question;
    std::string source;
    Format format = Format::table;
};

void tell_choices(const ask::Answer& answer) {
    fmt::print("{}\n", answer.clarification);
    for (const ask::Alternative& option : answer.options)
        fmt::print("- {}\n{}\n", option.explanation, option.sql);
}

void tell_why_not(const ask::Answer& answer) {
    fmt::print("{}\n", answer.reason);
    for (const std::string& each : answer.suggestions)
        fmt::print("Try: {}\n", each);
}

void tell(const ask::Answer& answer) {
    fmt::print("{}\n\n{}", *answer.sql, table_of(answer.result));
    if (answer.run.truncated) fmt::print("(the first {} rows)\n", answer.run.rows);
    fmt::print("\n{}\n", answer.explanation);
    for (const engine::Assumption& each : answer.assumptions)
        fmt::print("Assumed: {}\n", each.text);
    for (const std::string& word : answer.unexplained)
        fmt::print("Not understood: {}\n", word);
    fmt::print("Confidence: {:.0f} %\n", answer.confidence * 100);
}

int print(const ask::Answer& answer, Format format) {
    switch (answer.outcome) {
        case ask::Outcome::clarify:
            tell_choices(answer);
            return 5;
        case ask::Outcome::unanswerable:
            tell_why_not(answer);
            return 5;
        case ask::Outcome::answered:
            break;
    }
    if (format == Format::table) {
        tell(answer);
    } else {
        print_rows(answer.result, answer.run, format);
    }
    return 0;
}

int ask_once(const Options& options) {
    LocalSource source;
    const catalog::View view = source.open(options.source, {});
    ask::Progress quiet;
    ask::Asked asked{options.question, system_now(), {"cli", {}}};
    return print(wait_for(ask::answer(view, std::move(asked), quiet, {})), options.format);
}

}  // namespace

Command add_ask(CLI::App& app) {
    CLI::App* words =
        app.add_subcommand("ask", "Ask a database or a file a question in plain language");
    auto options = std::make_shared<Options>();
    words->add_option("question", options->question, "The question, in quotes")->required();
    LocalSource::add_option(*words, options->source);
    add_format(*words, options->format);
    words->footer("Exit code 5: the question has several readings, or the source cannot answer it."
    );
    return {.words = words, .run = [options] { return ask_once(*options); }};
}

}  // namespace parlance::cli
