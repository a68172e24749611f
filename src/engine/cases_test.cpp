#include "base/cases.hpp"

#include "engine/choose.hpp"
#include "engine/compile.hpp"
#include "engine/recall.hpp"
#include "engine/refine.hpp"
#include "engine/refine_lift.hpp"
#include "engine/test_schema.hpp"
#include "engine/understand.hpp"
#include "sql/parse.hpp"
#include "sql/render.hpp"

#include <map>

namespace parlance::engine {
namespace {

const SchemaPack& schema_of(const cases::Case& one) {
    static std::map<std::string, std::shared_ptr<const SchemaPack>> packs;
    auto& held = packs[one.given];
    if (!held) held = test::pack(one.given);
    return *held;
}

std::string shown(const Reading& reading) {
    // Whatever the engine writes is a statement that Parlance itself can read.
    const std::string text = sql::render(reading.query, Dialect::postgres);
    EXPECT_EQ(sql::parse(text), reading.query) << text;
    return text;
}

std::string asked(const cases::Case& one, bool with_details) {
    const Understanding result = understand({one.text, test::today()}, schema_of(one));
    if (const auto* none = std::get_if<Unanswerable>(&result))
        return "cannot answer: " + none->reason;
    if (const auto* back = std::get_if<Clarification>(&result)) {
        std::string text = back->question;
        for (const Reading& option : back->options)
            text += "\n- " + shown(option);
        return text;
    }
    const Reading& best = std::get<Answered>(result).readings.front();
    std::string text = shown(best);
    if (!with_details) return text;
    text += "\n" + best.explanation;
    for (const Assumption& assumption : best.assumptions)
        text += "\nassumes: " + assumption.text;
    for (const std::string& word : best.unexplained)
        text += "\nunexplained: " + word;
    EXPECT_TRUE(best.unexplained.empty() || best.confidence <= 0.5);
    return text;
}

std::string representation(const cases::Case& one) {
    const auto& model = dynamic_cast<const Model&>(schema_of(one));
    const auto tokens = tokenize(one.text);
    const auto spans = find_spans(tokens, model, test::today());
    auto choices = choose(spans, tokens, model, 1);
    return text_of(
        Reader(one.text, tokens, model, test::today(), std::move(choices.at(0).pieces)).run().query,
        model
    );
}

/// A conversation: what was said, turn by turn, with `/` between; it may begin with SQL.
std::string refined(const cases::Case& one) {
    std::vector<Turn> turns;
    std::string text;
    for (const std::string_view part : split(one.text, '/')) {
        const std::string said(trimmed(part));
        if (said.starts_with("SELECT ")) {
            turns.push_back({said, sql::parse(said)});
            text = said;
            continue;
        }
        const Refined result = refine({said, test::today()}, turns, schema_of(one));
        const bool follows = result.taken == Taken::follow_up;
        text += (text.empty() ? "" : "\n") + std::string(follows ? "> " : "? ") + said + "\n";
        const auto* answer = std::get_if<Answered>(&result.understanding);
        if (answer == nullptr) {
            const auto* none = std::get_if<Unanswerable>(&result.understanding);
            text += none == nullptr ? "asks back" : "cannot answer: " + none->reason;
            continue;
        }
        const Reading& best = answer->readings.front();
        for (const Change& change : result.changes)
            text += "  " + change.part + ": " + change.text + "\n";
        text += shown(best);
        for (const std::string& word : best.unexplained)
            text += "\n  unexplained: " + word;
        turns.push_back({said, best.query});
    }
    return text;
}

/// The query again, through its representation.
std::string lifted(const cases::Case& one) {
    const auto& model = dynamic_cast<const Model&>(schema_of(one));
    const auto representation = lift(sql::parse(one.text), model);
    if (!representation) return "no representation";
    const auto compiled = compile(*representation, model);
    if (!compiled) return "does not compile: " + text_of(*representation, model);
    return sql::render(compiled->query, Dialect::postgres);
}

/// What a verified question answers, and how sure it is.
std::string recalled(const cases::Case& one) {
    const auto found = recall({one.text, test::today()}, schema_of(one));
    if (!found) return "nothing verified";
    return fmt::format(
        "{}\n{:.2f}: {}", shown(*found), found->confidence, found->assumptions.front().text
    );
}

/// `ask`, `tell` (with explanation and assumptions), `recall QUESTION`, `qir QUESTION`, `explain
/// SQL`, `suggest`, `refine TURN / TURN`, `lift SQL`.
std::string answer(const cases::Case& one) {
    if (one.command == "ask") return asked(one, false);
    if (one.command == "tell") return asked(one, true);
    if (one.command == "recall") return recalled(one);
    if (one.command == "qir") return representation(one);
    if (one.command == "explain") return explain(sql::parse(one.text), schema_of(one).schema());
    if (one.command == "refine") return refined(one);
    if (one.command == "lift") return lifted(one);
    if (one.command == "suggest") return joined(suggestions(schema_of(one)), "\n");
    throw std::runtime_error("no such command: " + one.command);
}

const bool registered = cases::register_all("engine", answer);

}  // namespace
}  // namespace parlance::engine
