// The tasks of the schema role: what a question is about, and what tables and columns hold.
#include "agents/data.hpp"
#include "agents/prompt.hpp"
#include "agents/task.hpp"

#include <algorithm>
#include <ranges>
#include <set>

namespace parlance::agents {

namespace {

constexpr std::size_t notes_max = 12;
constexpr std::size_t note_max = 300;
constexpr std::size_t columns_max = 100;
constexpr std::size_t descriptions_max = 2'000;

/// Names of a sheet as models may write them: with and without the schema.
class Names {
public:
    explicit Names(const Sheet& sheet) : sheet_(sheet) {}

    [[nodiscard]] const SheetTable* table(std::string_view name) const {
        const SheetTable* found = nullptr;
        for (const SheetTable& one : sheet_.tables) {
            if (name_of(one) == name) return &one;
            // Two schemas may have a table of one name: then the name alone tells neither.
            if (one.name == name && found != nullptr) return nullptr;
            if (one.name == name) found = &one;
        }
        return found;
    }

    /// The `table.column` that is meant; empty when there is none.
    [[nodiscard]] std::string column(std::string_view name) const {
        for (auto dot = name.find('.'); dot != std::string_view::npos;
             dot = name.find('.', dot + 1)) {
            const SheetTable* owner = table(name.substr(0, dot));
            if (owner != nullptr && has(*owner, name.substr(dot + 1)))
                return owner->name + "." + std::string(name.substr(dot + 1));
        }
        return {};
    }

    [[nodiscard]] static bool has(const SheetTable& table, std::string_view column) {
        return std::ranges::find(table.columns, column, &SheetColumn::name) != table.columns.end();
    }

private:
    const Sheet& sheet_;
};

void add_once(std::vector<std::string>& all, std::string name) {
    const bool there = std::ranges::find(all, name) != all.end();
    if (!name.empty() && !there) all.push_back(std::move(name));
}

Linked linked_of(const LinkAnswer& answer, const Sheet& sheet) {
    const Names names(sheet);
    Linked linked{.notes = words_of(answer.notes, notes_max, note_max)};
    for (const std::string& name : answer.tables)
        if (const SheetTable* table = names.table(name)) add_once(linked.tables, name_of(*table));
    for (const std::string& name : answer.columns | std::views::take(columns_max))
        add_once(linked.columns, names.column(name));
    return linked;
}

std::vector<Description> descriptions_of(const DescribeAnswer& answer, const Sheet& sheet) {
    const Names names(sheet);
    std::vector<Description> descriptions;
    std::set<std::pair<std::string, std::string>> seen;
    for (const DescriptionAnswer& one : answer.descriptions | std::views::take(descriptions_max)) {
        const SheetTable* table = names.table(one.table);
        std::string text = clean(one.text, note_max);
        if (table == nullptr || text.empty()) continue;
        if (!one.column.empty() && !Names::has(*table, one.column)) continue;
        if (!seen.emplace(name_of(*table), one.column).second) continue;
        descriptions.push_back({name_of(*table), one.column, std::move(text)});
    }
    return descriptions;
}

}  // namespace

Task<Result<Linked>> link(Desk& desk, Inquiry inquiry, Sheet sheet, std::stop_token stop) {
    const Told told{.sends = desk.settings().of(Role::schema).sends};
    Brief brief{
        .task = "link",
        .answer = "link",
        .system = schema_text(sheet, told),
        .instructions = data::link,
        .material = hints_text(sheet, told) + question_text(inquiry)
    };
    Prompt prompt = prompt_of<LinkAnswer>(brief);
    const auto reply = co_await desk.ask(Role::schema, std::move(prompt), std::move(stop));
    if (!reply) co_return std::unexpected(reply.error());
    co_return linked_of(read_answer<LinkAnswer>(*reply).value_or(LinkAnswer{}), sheet);
}

Task<Result<std::vector<Description>>> describe(Desk& desk, Sheet sheet, std::stop_token stop) {
    const Told told{.sends = desk.settings().of(Role::schema).sends};
    Brief brief{
        .task = "describe",
        .answer = "describe",
        .instructions = data::describe,
        .material = schema_text(sheet, told) + hints_text(sheet, told)
    };
    Prompt prompt = prompt_of<DescribeAnswer>(brief);
    const auto reply = co_await desk.ask(Role::schema, std::move(prompt), std::move(stop));
    if (!reply) co_return std::unexpected(reply.error());
    co_return descriptions_of(
        read_answer<DescribeAnswer>(*reply).value_or(DescribeAnswer{}), sheet
    );
}

}  // namespace parlance::agents
