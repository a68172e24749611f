#include "catalog/dbt.hpp"

#include "base/error.hpp"
#include "catalog/dbt_files.hpp"
#include "catalog/dbt_reading.hpp"
#include "catalog/yaml.hpp"
#include "engine/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace parlance::catalog {

namespace {

/// Tests with arguments and metadata lie deeper than our own files ever do.
constexpr std::size_t depth_max = 20;
constexpr std::size_t description_bytes_max = 4'000;
constexpr std::string_view part_words =
    "models, sources, seeds, snapshots, semantic_models or metrics";

bool same_name(std::string_view left, std::string_view right) {
    return left.size() == right.size() && engine::fold(left) == engine::fold(right);
}

}  // namespace

std::string_view text_of(const boost::json::object& item, std::string_view key) {
    const boost::json::value* found = item.if_contains(key);
    if (found == nullptr || !found->is_string()) return {};
    return engine::trimmed(found->get_string());
}

const boost::json::array& list_of(const boost::json::object& item, std::string_view key) {
    static const boost::json::array none;
    const boost::json::value* found = item.if_contains(key);
    return found != nullptr && found->is_array() ? found->get_array() : none;
}

const boost::json::object& object_of(const boost::json::object& item, std::string_view key) {
    static const boost::json::object none;
    const boost::json::value* found = item.if_contains(key);
    return found != nullptr && found->is_object() ? found->get_object() : none;
}

bool has_template(std::string_view text) {
    return text.find("{{") != text.npos || text.find("{%") != text.npos;
}

std::vector<std::string> reference_of(std::string_view text) {
    text = engine::trimmed(text);
    if (text.starts_with("{{") && text.ends_with("}}"))
        text = engine::trimmed(text.substr(2, text.size() - 4));
    if (!text.starts_with("ref(") && !text.starts_with("source(")) return {};
    std::vector<std::string> words;
    for (std::size_t begin = text.find_first_of("'\""); begin != text.npos;) {
        const std::size_t end = text.find(text[begin], begin + 1);
        if (end == text.npos) return {};
        words.emplace_back(text.substr(begin + 1, end - begin - 1));
        begin = text.find_first_of("'\"", end + 1);
    }
    return words;
}

std::string in_words(std::string_view name) {
    std::string words(name);
    std::ranges::replace(words, '_', ' ');
    return std::string(engine::trimmed(words));
}

void DbtReport::pass(std::string pointer, std::string subject, std::string why) {
    items_.push_back({std::move(pointer), std::move(subject), {}, std::move(why)});
}

void DbtReport::describe(
    std::string pointer,
    std::string subject,
    const Table& table,
    std::string_view column,
    std::string_view text
) {
    if (text.empty()) return;
    if (has_template(text))
        return pass(
            std::move(pointer), std::move(subject), "It refers to a doc block of another file."
        );
    if (text.size() > description_bytes_max)
        return pass(
            std::move(pointer), std::move(subject), "A description has at most 4,000 characters."
        );
    const std::string key = fmt::format("{}\n{}\n{}", table.schema, table.name, column);
    if (!described_.insert(key).second)
        return pass(std::move(pointer), std::move(subject), "An earlier entry describes it.");
    WrittenDescription written{table.schema, table.name, std::string(column), std::string(text)};
    items_.push_back({std::move(pointer), std::move(subject), std::move(written), {}});
}

void DbtReport::relate(std::string pointer, std::string subject, RelationEnd from, RelationEnd to) {
    TaughtRelation relation{std::move(from), std::move(to)};
    if (relation.from == relation.to)
        return pass(std::move(pointer), std::move(subject), "A column cannot point at itself.");
    // What is hidden is as unknown as what never was.
    if (!known_to(relation, *view_.schema, view_.policy))
        return pass(
            std::move(pointer),
            std::move(subject),
            "You do not see both of its columns as they are in this source."
        );
    items_.push_back({std::move(pointer), std::move(subject), std::move(relation), {}});
}

void DbtReport::teach(std::string pointer, std::string subject, KnowledgeTerm term) {
    items_.push_back({std::move(pointer), std::move(subject), std::move(term), {}});
}

const Table* DbtReport::table(std::string_view schema, std::string_view name, std::string& why)
    const {
    const Schema& seen = *view_.schema;
    if (const Table* exact = seen.table(schema, name)) return exact;
    std::vector<const Table*> alike;
    for (const Table& each : seen.tables) {
        if (!same_name(each.name, name)) continue;
        if (schema.empty() || same_name(each.schema, schema)) alike.push_back(&each);
    }
    if (alike.size() == 1) return alike.front();
    why = alike.empty() ? fmt::format("You see no table {} in this source.", name)
                        : fmt::format("Several schemas have a table {}.", name);
    return nullptr;
}

const Column* DbtReport::column(const Table& table, std::string_view name) {
    if (const Column* exact = table.column(name)) return exact;
    const auto alike = std::ranges::find_if(table.columns, [&](const Column& each) {
        return same_name(each.name, name);
    });
    return alike == table.columns.end() ? nullptr : &*alike;
}

std::string DbtReport::name_of(const Table& table) const {
    if (table.schema == view_.schema->default_schema || table.schema.empty()) return table.name;
    return fmt::format("{}.{}", table.schema, table.name);
}

std::vector<DbtItem> read_dbt(std::string_view yaml, const View& view) {
    const DbtFiles files(read_yaml_documents(yaml, depth_max));
    if (files.empty())
        throw Error(
            Failure::invalid, "knowledge_file", fmt::format("The YAML has no {}.", part_words)
        );
    DbtReport report(view);
    for (const std::size_t each : files.strange())
        report.pass(
            fmt::format("/{}", each),
            fmt::format("File {}", each + 1),
            fmt::format("It has no {}.", part_words)
        );
    read_dbt_models(files.whole(), report);
    read_dbt_semantics(files.whole(), report);
    std::vector<DbtItem> items = report.take();
    for (DbtItem& each : items)
        each.pointer = files.placed(each.pointer);
    return items;
}

}  // namespace parlance::catalog
