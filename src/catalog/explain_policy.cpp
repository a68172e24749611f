#include "catalog/explain_policy.hpp"

#include "guard/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace parlance::catalog {

namespace {

class Explanation {
public:
    Explanation(
        const guard::PolicyDocument& document,
        const Schema& whole,
        const guard::Asker& asker
    )
        : document_(document), merged_(document, whole, asker), asker_(asker) {}

    ExplainedTable explain(
        const Table& table,
        const Schema& visible,
        const guard::Policy& policy,
        std::span<const guard::Problem> problems
    ) {
        const guard::TableSight sight = merged_.table(table);
        const Table* seen = visible.table(table.schema, table.name);
        ExplainedTable made{.schema = table.schema, .name = table.name, .seen = seen != nullptr};
        made.pointer = sight.pointer;
        made.filtered = seen != nullptr && !policy.every_row(*seen);
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            made.columns.push_back(column(table.columns[i], seen, sight, i));
        made.because = reasons(table, made, sight, problems);
        return made;
    }

private:
    [[nodiscard]] ExplainedColumn column(
        const Column& column,
        const Table* seen,
        const guard::TableSight& sight,
        std::size_t index
    ) const {
        ExplainedColumn made{.name = column.name};
        made.seen = seen != nullptr && seen->column(column.name) != nullptr;
        const bool told =
            index < sight.columns.size() && !guard::is_unrestricted(document_, asker_);
        made.mask = told ? sight.columns[index].mask : guard::Mask::none;
        if (!made.seen) made.mask = guard::Mask::hidden;
        return made;
    }

    std::vector<std::string> reasons(
        const Table& table,
        const ExplainedTable& made,
        const guard::TableSight& sight,
        std::span<const guard::Problem> problems
    ) {
        std::vector<std::string> all;
        if (guard::is_unrestricted(document_, asker_)) return {"The role is unrestricted."};
        for (const guard::Problem& problem : problems)
            if (problem.pointer.starts_with(sight.pointer) && sight.pointer != "/rules")
                all.push_back(problem.pointer + ": " + problem.detail);
        if (merged_.ids().empty()) all.emplace_back("No rule is about this person.");
        if (!made.seen && sight.hidden && !merged_.names(table))
            all.emplace_back("No rule names it, and what is not named is hidden.");
        if (!made.seen && sight.hidden && merged_.names(table) && all.empty())
            all.push_back("Hidden by " + sight.pointer + ".");
        if (!made.seen && !sight.hidden)
            all.emplace_back("It shows rows of a table that is not clear for this person.");
        if (made.filtered) all.push_back("Rows are held back by " + sight.pointer + "/rows.");
        return all;
    }

    const guard::PolicyDocument& document_;
    guard::Merged merged_;
    const guard::Asker& asker_;
};

/// A piece of a JSON pointer (RFC 6901 §3).
std::string escaped(std::string_view name) {
    std::string made;
    for (const char letter : name)
        made += letter == '~' ? "~0" : letter == '/' ? "~1" : std::string(1, letter);
    return made;
}

class Comparison {
public:
    void compare(
        const std::string& at,
        const boost::json::value* before,
        const boost::json::value* after
    ) {
        if (before != nullptr && after != nullptr && *before == *after) return;
        const bool objects =
            before != nullptr && after != nullptr && before->is_object() && after->is_object();
        const bool lists =
            before != nullptr && after != nullptr && before->is_array() && after->is_array();
        if (objects) {
            members(at, before->as_object(), after->as_object());
        } else if (lists) {
            items(at, before->as_array(), after->as_array());
        } else {
            add(at, before, after);
        }
    }

    std::vector<Difference> found;

private:
    void members(
        const std::string& at,
        const boost::json::object& before,
        const boost::json::object& after
    ) {
        for (const auto& [name, value] : before)
            compare(at + "/" + escaped(name), &value, after.if_contains(name));
        for (const auto& [name, value] : after)
            if (!before.contains(name)) add(at + "/" + escaped(name), nullptr, &value);
    }

    void items(
        const std::string& at,
        const boost::json::array& before,
        const boost::json::array& after
    ) {
        for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i)
            compare(
                fmt::format("{}/{}", at, i),
                i < before.size() ? &before[i] : nullptr,
                i < after.size() ? &after[i] : nullptr
            );
    }

    void
    add(const std::string& at, const boost::json::value* before, const boost::json::value* after) {
        Difference made{.pointer = at};
        if (before != nullptr) made.before = *before;
        if (after != nullptr) made.after = *after;
        found.push_back(std::move(made));
    }
};

}  // namespace

std::vector<ExplainedTable> explain_policy(
    const guard::PolicyDocument& document,
    const Schema& whole,
    const guard::Asker& asker,
    const Schema& visible,
    const guard::Policy& policy,
    std::span<const guard::Problem> problems
) {
    Explanation explanation(document, whole, asker);
    std::vector<ExplainedTable> all;
    for (const Table& table : whole.tables)
        all.push_back(explanation.explain(table, visible, policy, problems));
    return all;
}

std::vector<ColumnName> not_looked_at(const guard::PolicyDocument& document, const Schema& whole) {
    std::vector<ColumnName> all;
    for (const Table& table : whole.tables) {
        bool named = false;
        const auto names_column = [&](const Column& column) {
            return std::ranges::any_of(document.rules, [&](const guard::PolicyRule& rule) {
                auto found = rule.tables.find(table.schema + "." + table.name);
                if (found == rule.tables.end() && table.schema == whole.default_schema)
                    found = rule.tables.find(table.name);
                if (found == rule.tables.end()) return false;
                named = true;
                const bool open =
                    found->second.default_.value_or(rule.default_) == guard::Default::allow;
                return open || found->second.hidden || found->second.columns.contains(column.name);
            });
        };
        std::vector<ColumnName> of_table;
        for (const Column& column : table.columns)
            if (!names_column(column)) of_table.push_back({table.schema, table.name, column.name});
        if (!named) of_table = {{table.schema, table.name, ""}};
        all.insert(all.end(), of_table.begin(), of_table.end());
    }
    return all;
}

std::vector<Difference>
differences(const boost::json::value& before, const boost::json::value& after) {
    Comparison comparison;
    comparison.compare("", &before, &after);
    return std::move(comparison.found);
}

}  // namespace parlance::catalog
