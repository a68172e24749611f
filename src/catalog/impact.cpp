#include "catalog/impact.hpp"

#include "base/error.hpp"
#include "guard/approve.hpp"
#include "guard/sight.hpp"
#include "store/dashboards.hpp"
#include "store/saved_queries.hpp"

#include <algorithm>
#include <utility>

namespace parlance::catalog {

namespace {

/// What the guard says of it; none when it runs.
std::optional<Error> trouble_of(const std::string& sql, const Schema& schema) {
    try {
        static_cast<void>(guard::approve(sql, schema, {}));
        return std::nullopt;
    } catch (const Error& error) {
        return error;
    }
}

std::string name_of(const Lesson& lesson) {
    if (const auto* verified = std::get_if<VerifiedQuery>(&lesson.content))
        return verified->question;
    const auto& term = std::get<KnowledgeTerm>(lesson.content);
    return term.phrase.value_or(term.table);
}

bool bears(const Schema& schema, const RelationEnd& end) {
    const Table* table = schema.table(end.schema, end.table);
    return table != nullptr && std::ranges::all_of(end.columns, [&](const std::string& column) {
               return table->column(column) != nullptr;
           });
}

class Impact {
public:
    Impact(const Schema& before, const Schema& after) : before_(before), after_(after) {}

    std::vector<Broken> run(const Leaning& leaning) {
        for (const Lesson& lesson : leaning.taught->lessons)
            look_at(lesson);
        for (const TaughtRelation& relation : leaning.taught->relations)
            look_at(relation);
        if (leaning.policy) look_at(leaning.policy->document);
        for (const KeptQuery& query : leaning.queries)
            look_at(query);
        if (found_.size() > broken_max) found_.resize(broken_max);
        return std::move(found_);
    }

private:
    void look_at(const Lesson& lesson) {
        const auto trouble = trouble_with(lesson, after_, {});
        if (!trouble || trouble_with(lesson, before_, {})) return;
        const bool verified = std::holds_alternative<VerifiedQuery>(lesson.content);
        found_.push_back(
            {verified ? Dependent::verified : Dependent::term,
             lesson.id,
             name_of(lesson),
             {},
             trouble->code(),
             trouble->message()}
        );
    }

    void look_at(const TaughtRelation& relation) {
        if (!relation.accepted) return;
        for (const RelationEnd* end : {&relation.from, &relation.to}) {
            if (!bears(before_, *end) || bears(after_, *end)) continue;
            found_.push_back(
                {Dependent::relation,
                 relation_id(relation.from, relation.to),
                 relation.from.table + " -> " + relation.to.table,
                 {},
                 "relation_not_found",
                 "A column that it names is gone."}
            );
            return;
        }
    }

    void look_at(const guard::PolicyDocument& document) {
        const auto earlier = guard::faults_of(document, before_);
        for (const guard::Problem& problem : guard::faults_of(document, after_)) {
            if (std::ranges::find(earlier, problem) != earlier.end()) continue;
            found_.push_back(
                {Dependent::policy,
                 problem.pointer,
                 "Policy " + problem.pointer,
                 {},
                 "policy_invalid",
                 problem.detail}
            );
        }
    }

    void look_at(const KeptQuery& query) {
        const auto trouble = trouble_of(query.sql, after_);
        if (!trouble || trouble_of(query.sql, before_)) return;
        found_.push_back(
            {query.kind, query.id, query.name, query.parent_id, trouble->code(), trouble->message()}
        );
    }

    const Schema& before_;
    const Schema& after_;
    std::vector<Broken> found_;
};

/// Goes through all pages of a list, as far as is sensible.
template <class Fetch, class Take>
void each_page(Fetch fetch, Take take) {
    constexpr int pages_max = 50;
    store::PageRequest page{.limit = store::page_max, .before = {}};
    for (int i = 0; i < pages_max; ++i) {
        const auto found = fetch(page);
        for (const auto& item : found.items)
            take(item);
        if (!found.next) return;
        page.before = *found.next;
    }
}

}  // namespace

std::vector<Broken> broken_by(const Schema& before, const Schema& after, const Leaning& leaning) {
    return Impact(before, after).run(leaning);
}

Task<std::vector<KeptQuery>>
kept_queries(store::Store& store, store::Ledger& ledger, Principal who, std::string connection_id) {
    const auto work = [&](store::Reader& reader) {
        std::vector<KeptQuery> all;
        const auto take_tiles = [&](const store::Dashboard& dashboard) {
            for (store::Tile& tile : store::tiles(reader, ledger, who, dashboard.id)) {
                if (tile.connection_id == connection_id && tile.sql)
                    all.push_back(
                        {Dependent::tile, tile.id, tile.title, dashboard.id, std::move(*tile.sql)}
                    );
            }
        };
        const auto take_saved = [&](const store::SavedQuery& query) {
            if (query.connection_id == connection_id)
                all.push_back({Dependent::saved_query, query.id, query.name, {}, query.sql});
        };
        each_page(
            [&](const auto& page) { return store::dashboards(reader, ledger, who, page); },
            take_tiles
        );
        each_page(
            [&](const auto& page) { return store::saved_queries(reader, who, page); }, take_saved
        );
        return all;
    };
    co_return co_await store.read(work);
}

}  // namespace parlance::catalog
