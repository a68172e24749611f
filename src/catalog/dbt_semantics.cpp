#include "catalog/dbt_metrics.hpp"
#include "catalog/dbt_reading.hpp"
#include "engine/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <list>
#include <utility>

/// dbt's semantic models: of older files beside the models, of newer ones inside them.
namespace parlance::catalog {

namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

bool is_turned_on(const object& model) {
    const value* said = model.if_contains("semantic_model");
    if (said == nullptr) return false;
    if (said->is_string()) return engine::fold(said->get_string()) == "true";
    return said->is_object() && engine::fold(text_of(said->get_object(), "enabled")) != "false";
}

class Semantics {
public:
    explicit Semantics(DbtReport& report) : report_(report), metrics_(report) {}

    void run(const object& file) {
        each(list_of(file, "semantic_models"), "/semantic_models", [&](const object& one, auto at) {
            read_older(one, at);
        });
        each(list_of(file, "models"), "/models", [&](const object& one, auto at) {
            if (is_turned_on(one)) read_newer(one, at);
        });
        each(list_of(file, "metrics"), "/metrics", [&](const object& one, auto at) {
            metrics_.add_metric({&one, nullptr, std::move(at)});
        });
        relate();
        metrics_.teach();
    }

private:
    /// An entity that other rows are named by, or that rows point at others by.
    struct Place {
        std::string name;
        std::string subject;
        std::string pointer;
        const Table* table;
        std::string column;
    };

    template <class Do>
    static void each(const array& list, const std::string& pointer, Do work) {
        for (std::size_t at = 0; at < list.size(); ++at) {
            if (const object* item = list[at].if_object())
                work(*item, fmt::format("{}/{}", pointer, at));
        }
    }

    /// What an item stands for: its expression, or its own name.
    static std::string expression_of(const object& item) {
        const std::string_view said = text_of(item, "expr");
        return std::string(said.empty() ? text_of(item, "name") : said);
    }

    void read_older(const object& item, const std::string& pointer) {
        const std::string name(text_of(item, "name"));
        const std::vector<std::string> words = reference_of(text_of(item, "model"));
        if (words.empty())
            return report_.pass(pointer, name, "It does not name its model by ref().");
        std::string why;
        const Table* table = report_.table("", words.back(), why);
        if (table == nullptr) return report_.pass(pointer, name, why);
        report_.describe(pointer, name, *table, "", text_of(item, "description"));
        DbtModel& model = models_.emplace_back();
        model.table = table;
        model.primary = text_of(item, "primary_entity");
        each(list_of(item, "entities"), pointer + "/entities", [&](const object& one, auto at) {
            take_entity(
                model, name, at, text_of(one, "name"), text_of(one, "type"), expression_of(one)
            );
        });
        each(list_of(item, "dimensions"), pointer + "/dimensions", [&](const object& one, auto at) {
            take_dimension(model, name, at, one, expression_of(one));
        });
        each(list_of(item, "measures"), pointer + "/measures", [&](const object& one, auto at) {
            metrics_.add_measure({&one, &model, std::move(at)});
        });
    }

    void read_newer(const object& item, const std::string& pointer) {
        const std::string name(text_of(item, "name"));
        std::string why;
        const std::string_view alias = text_of(object_of(item, "config"), "alias");
        const Table* table = report_.table("", alias.empty() ? name : alias, why);
        if (table == nullptr) return;  // told where its columns are read
        DbtModel& model = models_.emplace_back();
        model.table = table;
        model.primary = text_of(item, "primary_entity");
        each(list_of(item, "columns"), pointer + "/columns", [&](const object& one, auto at) {
            read_newer_column(model, name, at, one);
        });
        each(list_of(item, "metrics"), pointer + "/metrics", [&](const object& one, auto at) {
            metrics_.add_metric({&one, &model, std::move(at)});
        });
    }

    void read_newer_column(
        DbtModel& model,
        const std::string& owner,
        const std::string& pointer,
        const object& column
    ) {
        const std::string name(text_of(column, "name"));
        const object& entity = object_of(column, "entity");
        if (!entity.empty())
            take_entity(
                model,
                owner,
                pointer + "/entity",
                text_of(entity, "name"),
                text_of(entity, "type"),
                name
            );
        const value* dimension = column.if_contains("dimension");
        if (dimension == nullptr) return;
        object said = dimension->is_object() ? dimension->get_object() : object();
        if (text_of(said, "name").empty()) said["name"] = name;
        take_dimension(model, owner, pointer + "/dimension", said, name);
    }

    void take_entity(
        DbtModel& model,
        const std::string& owner,
        std::string pointer,
        std::string_view name,
        std::string_view type,
        const std::string& expression
    ) {
        model.entities.emplace(name, expression);
        Place place{
            std::string(name),
            fmt::format("{}.{}", owner, name),
            std::move(pointer),
            model.table,
            expression
        };
        if (type == "primary") model.primary = name;
        if (type == "primary" || type == "unique")
            named_.push_back(std::move(place));
        else if (type == "foreign")
            pointing_.push_back(std::move(place));
    }

    void take_dimension(
        DbtModel& model,
        const std::string& owner,
        std::string pointer,
        const object& item,
        const std::string& expression
    ) {
        const std::string name(text_of(item, "name"));
        model.dimensions.emplace(name, expression);
        std::string subject = fmt::format("{}.{}", owner, name);
        const Column* column = DbtReport::column(*model.table, expression);
        if (column == nullptr)
            return report_.pass(
                std::move(pointer),
                std::move(subject),
                "It is computed, or its column is not to be seen; only columns have other words."
            );
        if (!text_of(item, "description").empty())
            report_.describe(
                pointer, subject, *model.table, column->name, text_of(item, "description")
            );
        const std::string_view label = text_of(item, "label");
        std::string phrase = label.empty() ? in_words(name) : std::string(label);
        if (engine::fold(phrase) == engine::fold(in_words(column->name)))
            return report_.pass(
                std::move(pointer), std::move(subject), "The column is called so already."
            );
        KnowledgeTerm term{.kind = TermKind::synonym, .phrase = std::move(phrase)};
        term.table = report_.name_of(*model.table);
        term.column = column->name;
        report_.teach(std::move(pointer), std::move(subject), std::move(term));
    }

    /// A foreign entity points at the table whose rows are named by it.
    void relate() {
        for (Place& from : pointing_) {
            const auto to = std::ranges::find(named_, from.name, &Place::name);
            if (to == named_.end()) {
                report_.pass(
                    from.pointer,
                    from.subject,
                    "No model of this file has it as its primary or unique entity."
                );
                continue;
            }
            report_.relate(
                from.pointer,
                from.subject,
                {from.table->schema, from.table->name, {column_in(from)}},
                {to->table->schema, to->table->name, {column_in(*to)}}
            );
        }
    }

    static std::string column_in(const Place& place) {
        const Column* column = DbtReport::column(*place.table, place.column);
        return column == nullptr ? place.column : column->name;
    }

    DbtReport& report_;
    DbtMetrics metrics_;
    std::list<DbtModel> models_;  ///< stay where they are
    std::vector<Place> named_;
    std::vector<Place> pointing_;
};

}  // namespace

void read_dbt_semantics(const object& file, DbtReport& report) {
    Semantics(report).run(file);
}

}  // namespace parlance::catalog
