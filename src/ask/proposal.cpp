#include "ask/proposal.hpp"

#include "ask/chart.hpp"
#include "ask/proposal_goal.hpp"
#include "ask/proposal_ideas.hpp"
#include "ask/proposal_layout.hpp"
#include "ask/proposal_words.hpp"
#include "ask/sheet.hpp"
#include "ask/telling.hpp"
#include "ask/transcript.hpp"
#include "base/error.hpp"
#include "base/stopwatch.hpp"
#include "engine/order.hpp"
#include "engine/text.hpp"
#include "guard/approve.hpp"
#include "sql/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace parlance::ask {

namespace {

constexpr std::int64_t rows_looked_at = 401;
constexpr std::int64_t statement_ms_max = 5'000;
constexpr double all_ms_max = 20'000;

struct Quota {
    TileSort sort;
    std::size_t tiles;
    std::size_t tries;
    std::size_t of_one_measure;  ///< for variety
    std::size_t of_one_table;
};
/// In the order in which they stand.
constexpr std::array<Quota, 5> quotas{{
    {TileSort::number, 4, 10, 1, 2},
    {TileSort::course, 2, 6, 1, 2},
    {TileSort::breakdown, 4, 14, 2, 4},
    {TileSort::ranking, 2, 8, 1, 2},
    {TileSort::rows, 1, 4, 1, 1},
}};

/// Whether some cell of the result holds a value.
bool holds_something(const ResultSet& result) {
    for (std::size_t index = 0; index < result.rows.rows(); ++index) {
        const auto row = result.rows.row(index);
        const bool any = std::ranges::any_of(row, [](const Batch::Cell& cell) {
            return cell.kind != CellKind::null;
        });
        if (any) return true;
    }
    return false;
}

/// Whether some number of the result says more than nothing.
bool says_something(const ResultSet& result) {
    for (std::size_t index = 0; index < result.rows.rows(); ++index) {
        const auto row = result.rows.row(index);
        for (const Batch::Cell& cell : row) {
            if (cell.kind != CellKind::number) continue;
            if (result.rows.text(cell).find_first_of("123456789") != std::string_view::npos)
                return true;
        }
    }
    return false;
}

/// The tiles of one sort that were chosen so far.
struct Chosen {
    explicit Chosen(const Quota& of) : quota(of), of_one_table_max(of.of_one_table) {}

    const Quota& quota;
    std::size_t of_one_table_max;
    std::size_t tiles = 0;
    std::size_t tries = 0;
    std::multiset<std::string> measures;
    std::multiset<engine::TableId> tables;
    std::set<std::string> apart;

    [[nodiscard]] bool full() const { return tiles == quota.tiles || tries == quota.tries; }

    /// It is of another sort, or too much like what there is.
    [[nodiscard]] bool repeats(const Idea& idea) const {
        const bool told = quota.sort != TileSort::number && quota.sort != TileSort::course &&
                          apart.contains(idea.apart);
        return idea.sort != quota.sort || told ||
               measures.count(idea.measure) >= quota.of_one_measure ||
               tables.count(home_of(idea)) >= of_one_table_max;
    }

    void add(const Idea& idea) {
        ++tiles;
        measures.insert(idea.measure);
        tables.insert(home_of(idea));
        apart.insert(idea.apart);
    }

    static engine::TableId home_of(const Idea& idea) {
        return idea.tables.empty() ? engine::nothing : idea.tables.front();
    }
};

class Proposer {
public:
    Proposer(catalog::View& view, ProposalRequest request, Record& record, std::stop_token stop)
        : view_(view),
          request_(std::move(request)),
          record_(record),
          stop_(std::move(stop)),
          model_(dynamic_cast<const engine::Model&>(*view.pack)) {
        limits_ = view.policy.limits;
        limits_.rows_max = std::min(limits_.rows_max, rows_looked_at);
        limits_.time_ms = std::min(limits_.time_ms, statement_ms_max);
    }

    Task<Proposal> run() {
        request_.goal = std::string(engine::trimmed(request_.goal));
        const SourceMap map(model_, view_.policy);
        std::vector<Idea> ideas = ideas_for(map);
        if (!request_.goal.empty()) follow_goal(ideas);
        std::ranges::move(co_await ideas_of_agents(), std::back_inserter(ideas));
        engine::sort_stably(ideas, std::greater<>{}, [](const Idea& idea) {
            return std::pair(idea.relevance, idea.worth);
        });
        for (const Quota& quota : quotas)
            co_await fill(quota, ideas);
        lay_out(made_.tiles);
        if (made_.tiles.empty())
            made_.reason = why_nothing(ideas);
        else
            made_.title = title(map);
        finish_record();
        co_return std::move(made_);
    }

private:
    void follow_goal(std::vector<Idea>& ideas) {
        made_.unmatched = weigh_by_goal(ideas, request_.goal, model_, request_.now);
        std::vector<Idea> asked = ideas_of_goal(request_.goal, *view_.pack, request_.now);
        std::ranges::move(asked, std::back_inserter(ideas));
    }

    /// What the dashboard role would show for the goal. Without it there are still the rules.
    Task<std::vector<Idea>> ideas_of_agents() {
        if (request_.goal.empty() || !request_.agency ||
            !request_.agency->settings->plays(agents::Role::dashboard))
            co_return std::vector<Idea>{};
        agents::Desk desk(*request_.agency);
        agents::Sheet sheet = sheet_of(
            view_,
            request_.goal,
            static_cast<std::size_t>(desk.settings().routing.whole_schema_tables)
        );
        const auto tiles =
            co_await agents::plan_tiles(desk, request_.goal, std::move(sheet), stop_);
        for (const agents::Exchange& each : desk.exchanges())
            made_.steps.push_back(step_of(each));
        record_.transcript =
            write_transcript(request_.goal, view_.schema->dialect, desk.exchanges(), {}, {});
        if (tiles) co_return ideas_of_model(*tiles);
        if (tiles.error().reason == agents::Reason::cancelled)
            throw agents::error_of(tiles.error());
        made_.notes.push_back(without_models(tiles.error(), "The tiles come from rules alone."));
        co_return std::vector<Idea>{};
    }

    /// At first not too many of one table, then, where there is little else, more of it.
    Task<void> fill(const Quota& quota, std::vector<Idea>& ideas) {
        Chosen chosen(quota);
        co_await choose(chosen, ideas);
        chosen.of_one_table_max = ideas.size();
        co_await choose(chosen, ideas);
    }

    Task<void> choose(Chosen& chosen, std::vector<Idea>& ideas) {
        for (Idea& idea : ideas) {
            if (chosen.full() || watch_.ms() > all_ms_max) break;
            if (idea.attempts.empty() || chosen.repeats(idea)) continue;
            ++chosen.tries;
            if (co_await add(idea)) chosen.add(idea);
            idea.attempts.clear();
        }
    }

    /// Adds the tile of the first attempt that fits.
    Task<bool> add(Idea& idea) {
        for (Attempt& attempt : idea.attempts) {
            if (titles_.contains(attempt.title)) co_return false;
            const std::optional<ResultSet> result = co_await result_of(attempt.query);
            if (!result || !fits(*result, attempt, idea.sort)) continue;
            std::optional<ProposedTile> tile = tile_of(idea.sort, attempt, *result);
            if (!tile) continue;
            titles_.insert(tile->title);
            made_.tiles.push_back(std::move(*tile));
            co_return true;
        }
        co_return false;
    }

    static bool fits(const ResultSet& result, const Attempt& attempt, TileSort sort) {
        const std::size_t rows = result.rows.rows();
        if (rows < attempt.rows_min || rows > attempt.rows_max) return false;
        return sort == TileSort::rows ? holds_something(result) : says_something(result);
    }

    static std::optional<ProposedTile>
    tile_of(TileSort sort, const Attempt& attempt, const ResultSet& result) {
        ProposedTile tile{.title = attempt.title};
        tile.sql = sql::pretty(attempt.query, Dialect::postgres);
        tile.kind = sort == TileSort::number ? "number"
                    : sort == TileSort::rows ? "table"
                                             : "chart";
        if (sort == TileSort::rows) return tile;
        tile.chart = chart_for(result, attempt.query, "").specification;
        if (sort != TileSort::number && !tile.chart) return std::nullopt;
        return tile;
    }

    /// None: it is refused, fails, takes too long, or shows what is masked.
    Task<std::optional<ResultSet>> result_of(const sql::Query& query) {
        Collected rows;
        try {
            guard::Policy policy = view_.policy;
            policy.limits = limits_;
            guard::ApprovedQuery approved = guard::approve(query, *view_.schema, policy);
            if (!masked_columns_of(approved).empty()) co_return std::nullopt;
            note(approved);
            co_await view_.source->run(std::move(approved), rows, request_.context, stop_);
        } catch (const Error& error) {
            if (error.why() == Failure::cancelled) throw;
            co_return std::nullopt;
        }
        any_rows_ |= rows.result.rows.rows() > 0 && says_something(rows.result);
        co_return std::move(rows.result);
    }

    void note(const guard::ApprovedQuery& query) {
        for (const std::string& table : tables_of(query))
            tables_.insert(table);
        record_.policies = policies_of(query);
        const std::string text = query.inlined().value_or(query.text());
        executed_ += executed_.empty() ? text : ";\n" + text;
    }

    void finish_record() {
        record_.tables.assign(tables_.begin(), tables_.end());
        record_.executed_sql = executed_;
        record_.row_count = static_cast<std::int64_t>(made_.tiles.size());
        record_.outcome = "answered";
    }

    [[nodiscard]] std::string title(const SourceMap& map) const {
        constexpr std::size_t title_bytes = 120;
        if (!request_.goal.empty()) return capitalised(shortened(request_.goal, title_bytes));
        // Of what has parts, the whole.
        engine::TableId table = map.facts().front();
        const auto time = map.time_of(table);
        if (time && !time->keys.empty()) table = model_.key(time->keys.front()).to;
        return title_of_rows(model_.table(table)) + " at a glance";
    }

    [[nodiscard]] std::string why_nothing(const std::vector<Idea>& ideas) const {
        if (view_.schema->tables.empty()) return "This source has no tables that you may see.";
        if (ideas.empty())
            return "What you may see of this source has no numbers, times or categories.";
        if (!any_rows_) return "The tables that you may see are empty.";
        return "What you may see of this source is too little for a chart.";
    }

    catalog::View& view_;
    ProposalRequest request_;
    Record& record_;
    std::stop_token stop_;
    const engine::Model& model_;
    guard::Limits limits_;
    Stopwatch watch_;
    Proposal made_;
    std::set<std::string> titles_;
    std::set<std::string> tables_;
    std::string executed_;
    bool any_rows_ = false;
};

}  // namespace

Task<Proposal> propose_dashboard(
    catalog::View view,
    ProposalRequest request,
    Record& record,
    std::stop_token stop
) {
    Proposer proposer(view, std::move(request), record, std::move(stop));
    co_return co_await proposer.run();
}

}  // namespace parlance::ask
