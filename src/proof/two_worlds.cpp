#include "proof/two_worlds.hpp"

#include "base/error.hpp"
#include "base/rows.hpp"
#include "guard/approve.hpp"
#include "proof/aim.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>

namespace parlance::proof {

namespace {

constexpr std::size_t differences_max = 20;
constexpr std::size_t shown_bytes_max = 400;

/// What somebody gets who asks: rows in their order, or an error. All that reaches a person.
struct Answer {
    bool approved = false;
    std::string code;  ///< of the error; empty for rows
    std::string text;  ///< columns and rows, or the error's words
    std::optional<std::size_t> position;
    std::set<TableName> tables;

    bool operator==(const Answer& other) const {
        return approved == other.approved && code == other.code && text == other.text &&
               position == other.position;
    }
};

void add_rows(std::string& text, const ResultSet& result) {
    for (const ResultColumn& column : result.columns)
        text += fmt::format("{} {}|", column.name, name_of(column.type));
    for (std::size_t row = 0; row < result.rows.rows(); ++row) {
        text += '\n';
        for (const Batch::Cell& cell : result.rows.row(row)) {
            text += cell.kind == CellKind::null ? "∅" : result.rows.text(cell);
            text += '|';
        }
    }
}

Task<Answer> answer(
    connectors::Source& source,
    const std::string& statement,
    const Schema& schema,
    const guard::Policy& policy,
    std::stop_token stop
) {
    Answer made;
    try {
        guard::ApprovedQuery query = guard::approve(statement, schema, policy);
        made.approved = true;
        for (const guard::ReadTable& one : query.tables())
            made.tables.insert({one.schema, one.table});
        Collected sink;
        const RunSummary summary =
            co_await source.run(std::move(query), sink, {"policy-check", "policy-check"}, stop);
        add_rows(made.text, sink.result);
        if (summary.truncated) made.text += "\n…";
    } catch (const Error& error) {
        if (stop.stop_requested()) throw;
        made.code = error.code();
        made.text = error.message();
        made.position = error.position();
    }
    co_return made;
}

std::vector<std::string> sorted_lines(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(std::move(line));
    std::ranges::sort(lines);
    return lines;
}

/// Whether the statement makes its rows out of an order that nobody gave.
bool depends_on_order(std::string_view text) {
    static constexpr auto words = std::to_array<std::string_view>(
        {"LIMIT", " OVER ", "string_agg", "array_agg", "mode()", "DISTINCT ON"}
    );
    return std::ranges::any_of(words, [&](auto word) { return text.contains(word); });
}

bool by_limit(const Answer& answer) {
    static constexpr auto codes =
        std::to_array<std::string_view>({"query_timeout", "connection_busy", "database_resources"});
    return std::ranges::find(codes, answer.code) != codes.end();
}

/// The beginning of an answer and where it parts from the other.
std::string excerpt(const Answer& answer, const Answer& other) {
    if (!answer.code.empty()) return fmt::format("{}: {}", answer.code, answer.text);
    const auto parted = std::ranges::mismatch(answer.text, other.text).in1 - answer.text.begin();
    std::size_t from = static_cast<std::size_t>(parted);
    from = from < shown_bytes_max / 2 ? 0 : answer.text.rfind('\n', from);
    if (from == std::string::npos) from = 0;
    std::string part = answer.text.substr(from, shown_bytes_max);
    while (!part.empty() && (part.back() & 0x80) != 0)
        part.pop_back();
    return part;
}

}  // namespace

struct Trial::Impl {
    const Copy& copy;
    Worlds& worlds;
    guard::Sight sight;
    Aim aim;
    CheckReport report;
    std::set<TableName> told_apart;  ///< tables by which the worlds differ without the policy

    Task<Answer> guarded(connectors::MadeDatabase& world, std::string text, std::stop_token stop) {
        return answer(world.source(), text, *sight.schema, sight.policy, stop);
    }
    Task<Answer>
    unguarded(connectors::MadeDatabase& world, std::string text, std::stop_token stop) {
        return answer(world.source(), text, *copy.schema, all, stop);
    }

    void compare(const std::string& text, const Answer& a, const Answer& b) {
        ++report.asked;
        report.accepted += a.approved ? 1 : 0;
        if (by_limit(a) || by_limit(b)) {
            ++report.unsettled;
            return;
        }
        if (a == b) return;
        if (only_reordered(a, b)) {
            ++report.reordered;
        } else if (free_order(a, b) && depends_on_order(text)) {
            ++report.unsettled;
        } else if (report.differences.size() < differences_max) {
            report.differences.push_back({text, excerpt(a, b), excerpt(b, a)});
        }
    }

    /// DuckDB gives what nobody ordered in an order that follows the sizes of hash tables.
    [[nodiscard]] bool free_order(const Answer& a, const Answer& b) const {
        return copy.schema->dialect == Dialect::duckdb && a.code == b.code;
    }
    [[nodiscard]] bool only_reordered(const Answer& a, const Answer& b) const {
        return free_order(a, b) && sorted_lines(a.text) == sorted_lines(b.text);
    }

    void teeth(const std::string& text, const Answer& a, const Answer& b) {
        if (!a.approved || a == b || by_limit(a) || by_limit(b)) return;
        if (only_reordered(a, b) || (free_order(a, b) && depends_on_order(text))) return;
        ++report.would_differ;
        told_apart.insert(a.tables.begin(), a.tables.end());
    }

    guard::Policy all{.limits = sight.policy.limits};
};

Trial::Trial(const Copy& copy, Worlds& worlds, guard::Sight sight, std::uint64_t seed)
    : impl_(new Impl{copy, worlds, std::move(sight), Aim(copy, worlds.secrets, seed)}) {}

Trial::~Trial() = default;

Task<void> Trial::ask(std::string text, std::stop_token stop) {
    Impl& impl = *impl_;
    const Answer a = co_await impl.guarded(*impl.worlds.a, text, stop);
    const Answer b = co_await impl.guarded(*impl.worlds.b, text, stop);
    impl.compare(text, a, b);
    const Answer whole_a = co_await impl.unguarded(*impl.worlds.a, text, stop);
    const Answer whole_b = co_await impl.unguarded(*impl.worlds.b, text, stop);
    impl.teeth(text, whole_a, whole_b);
}

std::string Trial::statement(std::size_t number) const {
    return impl_->aim.statement(number);
}

CheckReport Trial::report() const {
    CheckReport made = impl_->report;
    made.hides_anything = impl_->copy.hides_anything();
    made.not_proven = impl_->copy.left_out;
    const auto& unlike = impl_->worlds.not_proven;
    made.not_proven.insert(made.not_proven.end(), unlike.begin(), unlike.end());
    for (const Facet& facet : impl_->copy.facets)
        if (facet.restricted() && !impl_->told_apart.contains(facet.name()))
            made.not_proven.push_back(
                {facet.table->schema,
                 facet.table->name,
                 "",
                 "No statement of the check tells the worlds apart by it, even without the policy."}
            );
    return made;
}

Task<CheckReport> check_two_worlds(CheckRequest request, Place place, std::stop_token stop) {
    const auto end =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(request.size.time_ms);
    const auto lay_out = [&] {
        return copy_of(*request.schema, request.document, request.asker, request.size.tables);
    };
    const Copy copy = co_await blocking(place.blocking, lay_out);
    if (!copy.hides_anything() || copy.facets.empty())
        co_return CheckReport{
            .hides_anything = copy.hides_anything(), .complete = true, .not_proven = copy.left_out
        };
    Worlds worlds = co_await make_worlds(copy, request.seed, place, stop);
    Trial trial(copy, worlds, copy.sight, request.seed);
    bool complete = true;
    const std::size_t count = request.statements.size() + request.size.statements;
    for (std::size_t i = 0; i < count && complete; ++i) {
        const bool given = i < request.statements.size();
        std::string text = given ? request.statements[i] : trial.statement(i);
        co_await trial.ask(std::move(text), stop);
        complete = i + 1 == count || std::chrono::steady_clock::now() < end;
    }
    CheckReport report = trial.report();
    report.complete = complete;
    co_return report;
}

}  // namespace parlance::proof
