#include "ask/sheet.hpp"

#include "engine/context.hpp"
#include "engine/digest.hpp"
#include "sql/render.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

namespace parlance::ask {

namespace {

constexpr std::size_t tables_max = 12;
constexpr std::size_t samples_max = 5;
constexpr std::size_t examples_max = 4;

class Writer {
public:
    Writer(const catalog::View& view, const std::string& question, std::size_t whole_max)
        : view_(view),
          question_(question),
          context_(engine::context_of(question, *view.pack, most(whole_max))) {}

    agents::Sheet write(std::size_t whole_max) {
        if (view_.schema->tables.size() <= whole_max) {
            for (const Table& table : view_.schema->tables)
                add(table);
        } else {
            for (const engine::ContextTable& each : context_.tables) {
                const Table* table = view_.schema->table(each.schema, each.name);
                if (table != nullptr) add(*table);
            }
        }
        add_joins();
        add_words();
        add_examples();
        return std::move(sheet_);
    }

private:
    static std::size_t most(std::size_t whole_max) { return std::max(whole_max, tables_max); }

    [[nodiscard]] std::string schema_of(const std::string& schema) const {
        return schema == view_.schema->default_schema ? "" : schema;
    }
    [[nodiscard]] std::string name_of(const std::string& schema, const std::string& table) const {
        return agents::name_of({.schema = schema_of(schema), .name = table});
    }

    agents::SheetColumn column(const Table& table, const Column& each) const {
        agents::SheetColumn made{
            .name = each.name,
            .type = std::string(parlance::name_of(each.type)),
            .comment = each.comment,
            .nullable = each.nullable,
            .masked = !view_.policy.clear(table, each.name),
        };
        if (!made.masked)
            made.samples = engine::sample_values(
                *view_.pack, table.schema, table.name, each.name, samples_max
            );
        return made;
    }

    void add(const Table& table) {
        agents::SheetTable made{
            .schema = schema_of(table.schema),
            .name = table.name,
            .comment = table.comment,
            .primary_key = table.primary_key,
        };
        for (const Column& each : table.columns)
            made.columns.push_back(column(table, each));
        told_.insert({table.schema, table.name});
        sheet_.tables.push_back(std::move(made));
    }

    void add_joins() {
        std::set<std::string> joins;
        for (const engine::ContextJoin& each : context_.joins)
            joins.insert(each.on);
        for (const Table& table : view_.schema->tables) {
            if (told_.contains({table.schema, table.name})) add_keys(table, joins);
        }
        sheet_.joins.assign(joins.begin(), joins.end());
    }

    void add_keys(const Table& table, std::set<std::string>& joins) const {
        for (const ForeignKey& key : table.foreign_keys) {
            if (!told_.contains({key.target_schema, key.target_table})) continue;
            std::vector<std::string> parts;
            for (std::size_t at = 0; at < key.columns.size(); ++at) {
                parts.push_back(fmt::format(
                    "{}.{} = {}.{}",
                    name_of(table.schema, table.name),
                    key.columns[at],
                    name_of(key.target_schema, key.target_table),
                    key.target_columns.at(at)
                ));
            }
            joins.insert(fmt::format("{}", fmt::join(parts, " and ")));
        }
    }

    void add_words() {
        for (const engine::ContextValue& each : context_.values)
            sheet_.values.push_back(
                {each.words,
                 fmt::format("{}.{}", name_of(each.schema, each.table), each.column),
                 each.value}
            );
        for (const engine::ContextTerm& each : context_.terms)
            sheet_.terms.push_back({each.phrase, each.meaning});
    }

    void add_examples() {
        for (const engine::VerifiedQuestion& each :
             engine::verified_like(question_, *view_.pack, examples_max))
            sheet_.examples.push_back({each.question, sql::render(each.query, Dialect::postgres)});
    }

    const catalog::View& view_;
    const std::string& question_;
    const engine::SchemaContext context_;
    agents::Sheet sheet_;
    std::set<std::pair<std::string, std::string>> told_;
};

/// Whether the join names a column of the table.
bool touches(const std::string& join, const std::string& table) {
    return join.starts_with(table + ".") || join.find(" " + table + ".") != std::string::npos;
}

std::size_t partners(
    const agents::Sheet& sheet,
    const std::string& table,
    const std::set<std::string>& chosen
) {
    std::set<std::string> met;
    for (const std::string& join : sheet.joins) {
        if (!touches(join, table)) continue;
        for (const std::string& other : chosen)
            if (touches(join, other)) met.insert(other);
    }
    return met.size();
}

}  // namespace

agents::Sheet
sheet_of(const catalog::View& view, const std::string& question, std::size_t whole_max) {
    return Writer(view, question, whole_max).write(whole_max);
}

agents::Sheet narrowed(agents::Sheet sheet, const agents::Linked& linked) {
    const std::set<std::string> chosen(linked.tables.begin(), linked.tables.end());
    std::vector<agents::SheetTable> kept;
    for (const agents::SheetTable& table : sheet.tables) {
        const std::string name = agents::name_of(table);
        if (chosen.contains(name) || partners(sheet, name, chosen) > 1) kept.push_back(table);
    }
    if (!kept.empty()) sheet.tables = std::move(kept);
    return sheet;
}

}  // namespace parlance::ask
