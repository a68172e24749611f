#include "proof/worlds.hpp"

#include "base/error.hpp"
#include "base/outcome.hpp"
#include "base/rows.hpp"
#include "guard/approve.hpp"
#include "proof/rows.hpp"
#include "sql/ast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace parlance::proof {

namespace {

using connectors::MadeDatabase;

constexpr int drafts_max = 4;
constexpr int repairs_max = 12;
constexpr std::size_t guesses_max = 80;

void require_going(const std::stop_token& stop) {
    if (stop.stop_requested())
        throw Error(Failure::cancelled, "query_cancelled", "The check was cancelled.");
}

/// The copy's schema with the column that numbers the rows, to ask for it.
Schema with_numbers(const Copy& copy) {
    Schema made = *copy.schema;
    for (const Facet& facet : copy.facets)
        for (Table& table : made.tables)
            if (table.schema == facet.table->schema && table.name == facet.table->name)
                table.columns.push_back({.name = facet.row_column, .type = Type::integer});
    return made;
}

class Making {
public:
    Making(const Copy& copy, std::uint64_t seed, Place place, std::stop_token stop)
        : copy_(copy),
          seed_(seed),
          place_(std::move(place)),
          stop_(std::move(stop)),
          numbered_(with_numbers(copy)) {}

    Task<Worlds> run() {
        co_await draft();
        Values values(copy_.schema->dialect, copy_.literals, seed_ * 31 + 7);
        WorldRows other = other_rows(copy_, rows_, shown_, values);
        Worlds made;
        made.b = co_await settled(other);
        made.not_proven = not_different(copy_, rows_, shown_, other);
        for (const std::size_t table : failing_) {
            const TableName name = copy_.facets[table].name();
            made.not_proven.push_back(
                {name.schema, name.name, "", "Its row rule fails for some values, whoever asks."}
            );
        }
        made.secrets = guesses(other);
        made.a = std::move(world_);
        co_return made;
    }

private:
    /// Tries a few times to have rows of every ruled table on both sides of its rule.
    Task<void> draft() {
        std::size_t best = 0;
        for (int i = 0; i < drafts_max; ++i) {
            Values values(copy_.schema->dialect, copy_.literals, seed_ * 17 + i);
            WorldRows rows = draft_rows(copy_, values);
            auto world = co_await database(rows);
            Shown shown = co_await ask(world->source(), rows);
            const std::size_t good = both_sides(rows, shown);
            if (i > 0 && good <= best) continue;
            best = good;
            rows_ = std::move(rows);
            shown_ = std::move(shown);
            world_ = std::move(world);
            if (best == copy_.facets.size()) co_return;
        }
    }

    /// Until the rules show the same rows of `other`, what differs too much is taken back.
    Task<std::unique_ptr<MadeDatabase>> settled(WorldRows& other) {
        for (int i = 0; i < repairs_max; ++i) {
            auto world = co_await database(other);
            const Shown found = co_await ask(world->source(), other);
            if (!take_back(copy_, rows_, shown_, other, found)) co_return world;
        }
        other = rows_;
        co_return co_await database(other);
    }

    Task<std::unique_ptr<MadeDatabase>> database(const WorldRows& rows) {
        require_going(stop_);
        const std::string name = fmt::format("{}-{}.part", place_.stem, ++made_);
        const auto work = [&] {
            return std::make_unique<MadeDatabase>(
                place_.folder / name, copy_.schema->dialect, tables_of(copy_, rows), place_.blocking
            );
        };
        co_return co_await blocking(place_.blocking, work);
    }

    /// Which rows the bare condition of each rule shows.
    Task<Shown> ask(connectors::Source& source, const WorldRows& rows) {
        Shown made;
        for (std::size_t i = 0; i < copy_.facets.size(); ++i) {
            const Facet& facet = copy_.facets[i];
            std::set<std::int64_t>& shown = made.emplace_back();
            if (facet.rows) {
                auto found = co_await outcome_of(ask(source, facet));
                require_going(stop_);
                if (found) shown = std::move(*found);
                if (!found) failing_.insert(i);
                continue;
            }
            for (const MadeRow& row : rows[i])
                shown.insert(row.id);
        }
        co_return made;
    }

    Task<std::set<std::int64_t>> ask(connectors::Source& source, const Facet& facet) {
        const TableName name = facet.name();
        sql::Select select;
        select.items.push_back({.expr = sql::Expr{sql::ColumnRef{{facet.row_column}}}});
        select.from.push_back({sql::TableRef{.name = {name.schema, name.name}}});
        select.where = *facet.rows;
        sql::Query query;
        query.body = std::move(select);
        guard::ApprovedQuery approved = guard::approve(query, numbered_, {});
        Collected sink;
        co_await source.run(std::move(approved), sink, {"policy-check", "policy-check"}, stop_);
        std::set<std::int64_t> made;
        const Batch& rows = sink.result.rows;
        for (std::size_t row = 0; row < rows.rows(); ++row) {
            const std::string_view text = rows.text(rows.row(row)[0]);
            std::int64_t id = 0;
            std::from_chars(text.data(), text.data() + text.size(), id);
            made.insert(id);
        }
        co_return made;
    }

    /// In how many tables there is a row to be seen and, where there is a rule, one to be hidden.
    [[nodiscard]] std::size_t both_sides(const WorldRows& rows, const Shown& shown) const {
        std::size_t good = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool ruled = copy_.facets[i].rows.has_value();
            good += !ruled || (!shown[i].empty() && shown[i].size() < rows[i].size()) ? 1 : 0;
        }
        return good;
    }

    /// Values of what is restricted, as literals: of both worlds, first those that differ.
    [[nodiscard]] sql::Secrets guesses(const WorldRows& other) const {
        sql::Secrets made{
            {"'12'", "''", "'1'", "'not a number'"},
            {"0", "1", "2", "7", "50", "2147483647", "-1", "1.5"},
            "CAST('2022-06-15 12:00:00' AS timestamp)"
        };
        for (const WorldRows* world : {&rows_, &other})
            for (std::size_t i = 0; i < world->size(); ++i)
                for (const MadeRow& row : (*world)[i])
                    for (std::size_t at = 0; at < row.cells.size(); ++at)
                        if (hides(i, at, row.id)) add(made, row.cells[at]);
        return made;
    }

    [[nodiscard]] bool hides(std::size_t table, std::size_t column, std::int64_t row) const {
        const Facet& facet = copy_.facets[table];
        return !facet.seen || !shown_[table].contains(row) ||
               facet.columns[column].mask != guard::Mask::none;
    }

    void add(sql::Secrets& to, const connectors::NewCell& cell) const {
        const auto put = [](std::vector<std::string>& list, std::string text) {
            if (list.size() < guesses_max && std::ranges::find(list, text) == list.end())
                list.push_back(std::move(text));
        };
        if (const auto* text = std::get_if<std::string>(&cell)) {
            std::string quoted = *text;
            for (std::size_t at = 0; (at = quoted.find('\'', at)) != quoted.npos; at += 2)
                quoted.insert(at, 1, '\'');
            put(to.texts, "'" + quoted + "'");
        }
        if (const auto* whole = std::get_if<std::int64_t>(&cell))
            put(to.numbers, std::to_string(*whole));
        if (const auto* real = std::get_if<double>(&cell))
            put(to.numbers, fmt::format("{:.2f}", *real));
    }

    const Copy& copy_;
    std::uint64_t seed_;
    Place place_;
    std::stop_token stop_;
    Schema numbered_;
    int made_ = 0;
    std::set<std::size_t> failing_;  ///< tables, by their place
    WorldRows rows_;
    Shown shown_;
    std::unique_ptr<MadeDatabase> world_;
};

}  // namespace

Task<Worlds> make_worlds(const Copy& copy, std::uint64_t seed, Place place, std::stop_token stop) {
    Making making(copy, seed, std::move(place), std::move(stop));
    co_return co_await making.run();
}

}  // namespace parlance::proof
