#include "ask/ask.hpp"

#include "base/error.hpp"
#include "base/wait_for.hpp"
#include "cli/cli.hpp"
#include "cli/local_source.hpp"
#include "cli/output.hpp"
#include "engine/text.hpp"
#include "sql/parse.hpp"

#include <unistd.h>

#include <CLI/App.hpp>
#include <cstdio>
#include <iostream>

namespace parlance::cli {

namespace {

struct Options {
    std::string question;
    bool conversation = false;
    std::string source;
    std::string knowledge;
    Format format = Format::table;
};

void tell_choices(const ask::Answer& answer) {
    fmt::print("{}\n", answer.clarification);
    std::size_t number = 0;
    for (const ask::Alternative& option : answer.options)
        fmt::print(
            "{}. {}\n   {}\n", ++number, option.explanation, engine::joined(option.differs, "\n   ")
        );
}

void tell_why_not(const ask::Answer& answer) {
    fmt::print("{}\n", answer.reason);
    for (const std::string& each : answer.suggestions)
        fmt::print("Try: {}\n", each);
}

/// What a follow-up changed, before the answer that it gives.
void tell_changes(const ask::Answer& answer) {
    if (!answer.refinement || answer.refinement->taken != engine::Taken::follow_up) return;
    for (const engine::Change& change : answer.refinement->changes)
        fmt::print("Changed: {}\n", change.text);
    for (const ask::DiffLine& line : answer.refinement->diff) {
        if (line.side == ask::Side::same) continue;
        fmt::print("{} {}\n", line.side == ask::Side::added ? '+' : '-', line.text);
    }
    fmt::print("\n");
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

struct Conversation {
    std::vector<engine::Turn> turns;
    std::optional<engine::Question>
        asked_back;  ///< the last question, when it had several readings
};

ask::Answer
answered(const catalog::View& view, const std::string& question, const Conversation& before) {
    ask::Progress quiet;
    ask::Asked asked{
        .question = question,
        .now = system_now(),
        .context = {"cli", {}},
        .earlier = before.turns,
        .asked_back = before.asked_back
    };
    return wait_for(ask::answer(view, std::move(asked), quiet, {}));
}

int ask_once(const Options& options) {
    if (options.question.empty())
        throw Error(
            Failure::invalid, "question_missing", "Give a question in quotes, or -i to converse."
        );
    LocalSource source;
    const catalog::View view = source.open(options.source, {}, options.knowledge);
    return print(answered(view, options.question, {}), options.format);
}

/// One line of a conversation; what went wrong with it does not end the conversation.
void converse_once(
    const catalog::View& view,
    const std::string& said,
    Format format,
    Conversation& so_far
) {
    try {
        const ask::Answer answer = answered(view, said, so_far);
        tell_changes(answer);
        (void)print(answer, format);
        if (answer.ask) so_far.turns.push_back({said, sql::parse(*answer.ask), answer.confidence});
        so_far.asked_back.reset();
        if (answer.outcome == ask::Outcome::clarify)
            so_far.asked_back = engine::Question{said, system_now()};
    } catch (const Error& error) {
        fmt::print("{}\n", error.what());
    }
}

/// Questions and follow-ups, a line each, until the input ends.
int converse(const Options& options) {
    LocalSource source;
    const catalog::View view = source.open(options.source, {}, options.knowledge);
    Conversation so_far;
    const bool watched = isatty(STDIN_FILENO) != 0;
    if (!options.question.empty()) converse_once(view, options.question, options.format, so_far);
    while (true) {
        if (watched) fmt::print("> ");
        std::fflush(stdout);
        std::string line;
        if (!std::getline(std::cin, line)) return 0;
        if (line == "exit" || line == "quit") return 0;
        if (!line.empty()) converse_once(view, line, options.format, so_far);
    }
}

}  // namespace

Command add_ask(CLI::App& app) {
    CLI::App* words =
        app.add_subcommand("ask", "Ask a database or a file a question in plain language");
    auto options = std::make_shared<Options>();
    words->add_option("question", options->question, "The question, in quotes");
    words->add_flag(
        "-i,--interactive",
        options->conversation,
        "Converse: a question or follow-up a line, such as `only for 2024` or `undo`"
    );
    LocalSource::add_option(*words, options->source);
    LocalSource::add_knowledge_option(*words, options->knowledge);
    add_format(*words, options->format);
    words->footer("Exit code 5: the question has several readings, or the source cannot answer it."
    );
    return {.words = words, .run = [options] {
                return options->conversation ? converse(*options) : ask_once(*options);
            }};
}

}  // namespace parlance::cli
