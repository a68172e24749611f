#include "ask/refinement.hpp"

#include "ask/chart_words.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "engine/edit.hpp"
#include "engine/text.hpp"
#include "sql/parse.hpp"

#include <boost/describe/enum_from_string.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace parlance::ask {
namespace {

/// More lines than that are shown as taken away and new, without a search for what they share.
constexpr std::size_t lines_max = 400;

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// For each pair of ends: how many lines what follows them shares.
std::vector<std::vector<std::size_t>>
shared(const std::vector<std::string>& before, const std::vector<std::string>& after) {
    std::vector<std::vector<std::size_t>> count(
        before.size() + 1, std::vector<std::size_t>(after.size() + 1, 0)
    );
    for (std::size_t i = before.size(); i-- > 0;) {
        for (std::size_t k = after.size(); k-- > 0;) {
            count[i][k] = before[i] == after[k] ? count[i + 1][k + 1] + 1
                                                : std::max(count[i + 1][k], count[i][k + 1]);
        }
    }
    return count;
}

/// The charts as the engine names them.
constexpr std::array<std::pair<std::string_view, ChartKind>, 8> engine_charts{{
    {"bar", ChartKind::bar},
    {"line", ChartKind::line},
    {"area", ChartKind::area},
    {"pie", ChartKind::pie},
    {"point", ChartKind::scatter},
    {"heatmap", ChartKind::heat_map},
    {"histogram", ChartKind::histogram},
    {"table", ChartKind::table},
}};

std::optional<ChartKind> engine_chart(std::string_view name) {
    const auto* const found =
        std::ranges::find(engine_charts, name, &std::pair<std::string_view, ChartKind>::first);
    if (found == engine_charts.end()) return std::nullopt;
    return found->second;
}

/// What the words ask of the source, with the change of the chart among the changes.
engine::Refined meaning_of(
    const engine::Question& said,
    std::span<const engine::Turn> earlier,
    const engine::SchemaPack& pack,
    std::optional<engine::Taken> forced
) {
    const std::string rest = without_chart(said.text);
    if (rest == said.text) return engine::refine(said, earlier, pack, forced);
    engine::Refined made = engine::refine({rest, said.now, said.without}, earlier, pack, forced);
    if (std::holds_alternative<engine::Unanswerable>(made.understanding))
        return engine::refine(said, earlier, pack, forced);
    const std::optional<ChartKind> named = chart_named(said.text);
    if (named && made.taken == engine::Taken::follow_up)
        made.changes.push_back({"chart", "shown as " + words_of(*named)});
    return made;
}

/// Whether a chart that was asked for before still draws what was asked for. A follow-up that
/// measures something else by something else is about another matter.
bool stays(const std::vector<engine::Change>& changes) {
    const auto changed = [&](std::string_view part) {
        return std::ranges::find(changes, part, &engine::Change::part) != changes.end();
    };
    return !(changed("group") && changed("measure"));
}

/// Whether the words are an `undo` or a `start over`; none: they are neither.
std::optional<engine::EditCue> going_back(std::string_view text) {
    const engine::EditLexicon& words = engine::EditLexicon::english();
    const std::vector<engine::Token> tokens = engine::tokenize(text);
    for (const engine::EditCue cue : {engine::EditCue::undo, engine::EditCue::reset}) {
        if (!tokens.empty() && words.find(cue, tokens, 0) != nullptr) return cue;
    }
    return std::nullopt;
}

/// Takes back the last answer that stands, or all but the first.
void go_back(engine::EditCue cue, std::vector<const engine::Turn*>& standing) {
    if (standing.size() > 1)
        standing.resize(cue == engine::EditCue::undo ? standing.size() - 1 : 1);
}

/// The chart of the answer that is brought back: the one that its own words asked for, or that was
/// asked for before it and has stood since (`before`).
std::optional<ChartKind> chart_brought_back(
    engine::EditCue cue,
    std::span<const engine::Turn> earlier,
    std::optional<ChartKind> before
) {
    std::vector<const engine::Turn*> standing;
    for (const engine::Turn& turn : earlier) {
        const auto back = going_back(turn.text);
        back ? go_back(*back, standing) : standing.push_back(&turn);
    }
    go_back(cue, standing);
    for (const engine::Turn* turn : standing | std::views::reverse) {
        const std::optional<ChartKind> named = chart_named(turn->text);
        if (named) return turn == standing.back() || named == before ? named : std::nullopt;
    }
    return std::nullopt;
}

/// The kind of a chart that somebody asked for, as `chart_for` notes it.
std::optional<ChartKind> kind_asked(std::string_view specification) {
    const boost::json::value chart = json::parse(specification);
    const auto meta = chart.as_object().find("usermeta");
    if (meta == chart.as_object().end() || !meta->value().is_object()) return std::nullopt;
    const boost::json::object& says = meta->value().as_object();
    if (!says.contains("asked") || !says.contains("kind")) return std::nullopt;
    ChartKind kind{};
    const std::string name(says.at("kind").as_string());
    if (!boost::describe::enum_from_string(name.c_str(), kind)) return std::nullopt;
    return kind;
}

}  // namespace

std::vector<DiffLine> diff_of(std::string_view before, std::string_view after) {
    const std::vector<std::string> old = lines_of(before);
    const std::vector<std::string> fresh = lines_of(after);
    std::vector<DiffLine> diff;
    const bool small = old.size() <= lines_max && fresh.size() <= lines_max;
    const auto count = small ? shared(old, fresh) : std::vector<std::vector<std::size_t>>{};
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < old.size() || k < fresh.size()) {
        const bool both = i < old.size() && k < fresh.size();
        if (small && both && old[i] == fresh[k]) {
            diff.push_back({Side::same, old[i++]});
            ++k;
        } else if (i < old.size() && (!both || !small || count[i + 1][k] >= count[i][k + 1])) {
            diff.push_back({Side::removed, old[i++]});
        } else {
            diff.push_back({Side::added, fresh[k++]});
        }
    }
    return diff;
}

const std::optional<std::string>& refinable(const store::HistoryEntry& entry) {
    return entry.kind == "sql" ? entry.sql : entry.portable_sql;
}

std::vector<engine::Turn>
turns_of(std::span<const store::HistoryEntry> entries, std::string_view connection_id) {
    std::vector<engine::Turn> turns;
    for (const store::HistoryEntry& entry : entries) {
        const std::optional<std::string>& text = refinable(entry);
        if (entry.connection_id != connection_id || entry.outcome != "answered" || !text) continue;
        try {
            turns.push_back(
                {entry.question.value_or(""), sql::parse(*text), entry.confidence.value_or(1)}
            );
        } catch (const Error&) {
            continue;
        }
    }
    return turns;
}

std::optional<engine::Question>
asked_back(std::span<const store::HistoryEntry> entries, std::string_view connection_id) {
    for (const store::HistoryEntry& entry : entries | std::views::reverse) {
        if (entry.connection_id != connection_id) continue;
        if (entry.outcome != "clarify" || !entry.question) return std::nullopt;
        return engine::Question{
            *entry.question, entry.created_at, entry.without.value_or(std::vector<std::string>{})
        };
    }
    return std::nullopt;
}

Refined refine_charted(
    const engine::Question& said,
    std::span<const engine::Turn> earlier,
    const engine::SchemaPack& pack,
    std::optional<engine::Taken> forced,
    std::optional<ChartKind> before
) {
    Refined made{meaning_of(said, earlier, pack, forced), chart_named(said.text)};
    if (made.chart || made.meaning.taken == engine::Taken::new_question) return made;
    if (const auto back = going_back(said.text)) {
        made.chart = chart_brought_back(*back, earlier, before);
        return made;
    }
    made.chart = engine_chart(made.meaning.chart);
    if (!made.chart && stays(made.meaning.changes)) made.chart = before;
    return made;
}

std::optional<ChartKind>
chart_asked(std::span<const store::HistoryEntry> entries, std::string_view connection_id) {
    for (const store::HistoryEntry& entry : entries | std::views::reverse) {
        if (entry.connection_id != connection_id || entry.outcome != "answered") continue;
        return entry.chart ? kind_asked(*entry.chart) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace parlance::ask
