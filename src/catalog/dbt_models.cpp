#include "catalog/dbt_reading.hpp"

#include <fmt/format.h>

#include <algorithm>

/// dbt's properties files: descriptions and tests of models, sources, seeds and snapshots.
namespace parlance::catalog {

namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

/// A test as its name and its arguments, which newer files put one level deeper.
struct Test {
    std::string name;
    object arguments;
};

Test test_of(const value& item) {
    if (item.is_string()) return {std::string(item.get_string()), {}};
    if (!item.is_object() || item.get_object().empty()) return {};
    const object& held = item.get_object();
    std::string name(text_of(held, "test_name"));
    const auto& first = *held.begin();
    if (name.empty()) name = std::string(first.key());
    object arguments = first.value().is_object() ? first.value().get_object() : held;
    const object& inner = object_of(arguments, "arguments");
    if (!inner.empty()) return {std::move(name), inner};
    return {std::move(name), std::move(arguments)};
}

/// Newer files say `data_tests`, older ones `tests`.
const array& tests_of(const object& item) {
    const array& newer = list_of(item, "data_tests");
    return newer.empty() ? list_of(item, "tests") : newer;
}

class Models {
public:
    explicit Models(DbtReport& report) : report_(report) {}

    void read(const array& models, const std::string& pointer, std::string_view schema) {
        for (std::size_t at = 0; at < models.size(); ++at) {
            if (const object* model = models[at].if_object())
                read_model(*model, fmt::format("{}/{}", pointer, at), schema);
        }
    }

    void read_sources(const array& sources) {
        for (std::size_t at = 0; at < sources.size(); ++at) {
            const object* source = sources[at].if_object();
            if (source == nullptr) continue;
            const std::string_view schema = text_of(*source, "schema");
            read(
                list_of(*source, "tables"),
                fmt::format("/sources/{}/tables", at),
                schema.empty() || has_template(schema) ? text_of(*source, "name") : schema
            );
        }
    }

private:
    /// What it is called in the database.
    static std::string_view relation_of(const object& model) {
        for (const std::string_view key : {"identifier", "alias"}) {
            if (const std::string_view said = text_of(model, key); !said.empty()) return said;
        }
        const std::string_view alias = text_of(object_of(model, "config"), "alias");
        return alias.empty() ? text_of(model, "name") : alias;
    }

    void read_model(const object& model, const std::string& pointer, std::string_view schema) {
        const std::string name(text_of(model, "name"));
        if (name.empty()) return report_.pass(pointer, "?", "It has no name.");
        std::string why;
        const Table* table = report_.table(schema, relation_of(model), why);
        if (table == nullptr) return report_.pass(pointer, name, why);
        report_.describe(pointer, name, *table, "", text_of(model, "description"));
        for (const value& test : tests_of(model))
            report_.pass(
                pointer,
                name,
                fmt::format("Tests of whole models are not taken: {}.", test_of(test).name)
            );
        const array& columns = list_of(model, "columns");
        for (std::size_t at = 0; at < columns.size(); ++at) {
            if (const object* column = columns[at].if_object())
                read_column(*column, fmt::format("{}/columns/{}", pointer, at), name, *table);
        }
    }

    void read_column(
        const object& item,
        const std::string& pointer,
        const std::string& model,
        const Table& table
    ) {
        const std::string subject = fmt::format("{}.{}", model, text_of(item, "name"));
        const Column* column = DbtReport::column(table, text_of(item, "name"));
        if (column == nullptr)
            return report_.pass(
                pointer, subject, fmt::format("You see no such column in {}.", table.name)
            );
        std::string text(text_of(item, "description"));
        const bool described = !text.empty();
        const array& tests = tests_of(item);
        for (std::size_t at = 0; at < tests.size(); ++at)
            read_test(
                tests[at], fmt::format("{}/tests/{}", pointer, at), subject, table, *column, text
            );
        if (described) report_.describe(pointer, subject, table, column->name, text);
    }

    /// `text` is the column's description; tests that say something of every value add to it.
    void read_test(
        const value& item,
        const std::string& pointer,
        const std::string& subject,
        const Table& table,
        const Column& column,
        std::string& text
    ) {
        const Test test = test_of(item);
        const std::string_view sentence = test.name == "unique"     ? "Each row has another value."
                                          : test.name == "not_null" ? "Never empty."
                                                                    : "";
        if (test.name == "relationships") {
            read_relationship(test.arguments, pointer, subject, table, column);
        } else if (sentence.empty()) {
            report_.pass(
                pointer,
                subject,
                fmt::format("The test {} tells nothing that questions could use.", test.name)
            );
        } else if (text.empty()) {
            // Alone it would take the place of words that say more.
            report_.pass(
                pointer,
                subject,
                fmt::format("The test {} is added to a description, and there is none.", test.name)
            );
        } else {
            text += (text.ends_with('.') ? " " : ". ") + std::string(sentence);
        }
    }

    void read_relationship(
        const object& arguments,
        const std::string& pointer,
        const std::string& subject,
        const Table& table,
        const Column& column
    ) {
        const std::vector<std::string> words = reference_of(text_of(arguments, "to"));
        if (words.empty())
            return report_.pass(pointer, subject, "It does not say at what it points by ref().");
        std::string why;
        const bool source =
            words.size() > 1 && text_of(arguments, "to").find("source(") != std::string_view::npos;
        const Table* target = report_.table(source ? words.front() : "", words.back(), why);
        if (target == nullptr && source) target = report_.table("", words.back(), why);
        if (target == nullptr) return report_.pass(pointer, subject, why);
        const Column* aim = DbtReport::column(*target, text_of(arguments, "field"));
        if (aim == nullptr)
            return report_.pass(
                pointer, subject, fmt::format("You see no such column in {}.", target->name)
            );
        report_.relate(
            pointer,
            subject,
            {table.schema, table.name, {column.name}},
            {target->schema, target->name, {aim->name}}
        );
    }

    DbtReport& report_;
};

}  // namespace

void read_dbt_models(const object& file, DbtReport& report) {
    Models models(report);
    for (const std::string_view part : {"models", "seeds", "snapshots"})
        models.read(list_of(file, part), fmt::format("/{}", part), "");
    models.read_sources(list_of(file, "sources"));
}

}  // namespace parlance::catalog
