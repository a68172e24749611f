#include "base/json.hpp"
#include "catalog/dbt.hpp"
#include "catalog/knowledge_file.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/knowledge.hpp"
#include "serve/operations/knowledge_import.hpp"
#include "serve/operations/knowledge_shapes.hpp"
#include "serve/operations/known.hpp"
#include "store/catalog_notes.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

/// What dbt's files say, as descriptions, relations and terms.
namespace parlance::serve {

namespace {

using catalog::KnowledgeTerm;
using catalog::TaughtRelation;
using catalog::WrittenDescription;
using enum DbtOutcome;

/// A note about a table or a column, or a term, that is to be kept.
struct DbtStep {
    std::variant<store::NoteKind, store::KnowledgeKind> kind;
    std::string subject;  ///< of a note; of a term: its id, when it takes the place of one
    std::string content;
};

/// Holds what a file says against what the source was taught; keeps nothing.
class DbtPlan {
public:
    DbtPlan(const catalog::Known& known, const Principal& who)
        : known_(known), lessons_(known_lessons(known, who)) {}

    void add(catalog::DbtItem item) {
        DbtItemShape shape{std::move(item.pointer), std::move(item.subject)};
        shape.detail = std::move(item.passed);
        std::visit([&](auto& lesson) { decide(lesson, shape); }, item.lesson);
        count(shape.outcome);
        outcome.items.push_back(std::move(shape));
    }

    DbtImportedShape outcome;
    std::vector<DbtStep> steps;

private:
    void count(DbtOutcome what) {
        std::int64_t& into = what == added       ? outcome.added
                             : what == changed   ? outcome.changed
                             : what == unchanged ? outcome.unchanged
                                                 : outcome.passed;
        ++into;
    }

    static void decide(std::monostate&, DbtItemShape&) {}

    void decide(WrittenDescription& written, DbtItemShape& shape) {
        shape.kind = DbtKind::description;
        shape.detail = written.text;
        const auto& held = known_.taught->descriptions;
        const auto place = [](const WrittenDescription& each) {
            return std::tie(each.schema, each.table, each.column);
        };
        const auto same = std::ranges::find_if(held, [&](const WrittenDescription& each) {
            return place(each) == place(written);
        });
        shape.outcome = same == held.end()           ? added
                        : same->text == written.text ? unchanged
                                                     : changed;
        if (shape.outcome == unchanged) return;
        const catalog::RelationEnd end{written.schema, written.table, {written.column}};
        steps.push_back(
            {store::NoteKind::description, catalog::relation_id(end, {}), json::to_text(written)}
        );
    }

    void decide(TaughtRelation& relation, DbtItemShape& shape) {
        shape.kind = DbtKind::relation;
        shape.detail = relation.to.table + "." + relation.to.columns.front();
        const auto& held = known_.taught->relations;
        const auto same = std::ranges::find_if(held, [&](const TaughtRelation& each) {
            return each.from == relation.from && each.to == relation.to;
        });
        if (same != held.end() && !same->accepted) {
            shape.detail = "Somebody has rejected this relation.";
            return;
        }
        const bool there = same != held.end() || declared(relation);
        shape.outcome = there ? unchanged : added;
        if (there || !related_.insert(catalog::relation_id(relation.from, relation.to)).second)
            return;
        steps.push_back(
            {store::NoteKind::relation,
             catalog::relation_id(relation.from, relation.to),
             json::to_text(relation)}
        );
    }

    [[nodiscard]] bool declared(const TaughtRelation& relation) const {
        const Table* table = known_.view.schema->table(relation.from.schema, relation.from.table);
        return table != nullptr &&
               std::ranges::any_of(table->foreign_keys, [&](const ForeignKey& key) {
                   return key.columns == relation.from.columns &&
                          key.target_schema == relation.to.schema &&
                          key.target_table == relation.to.table &&
                          key.target_columns == relation.to.columns;
               });
    }

    void decide(KnowledgeTerm& term, DbtItemShape& shape) {
        shape.kind = DbtKind::term;
        term = catalog::tidied(std::move(term));
        if (const std::string trouble = trouble_of(term); !trouble.empty()) {
            shape.detail = trouble;
            return;
        }
        shape.detail = term.formula.value_or(*term.phrase);
        terms_.push_back(term);
        const auto held = std::ranges::find_if(lessons_, [&](const KnownLesson& each) {
            const auto* other = std::get_if<KnowledgeTerm>(&each.lesson->content);
            return other != nullptr && catalog::same_subject(*other, term);
        });
        shape.outcome = held == lessons_.end()                                   ? added
                        : std::get<KnowledgeTerm>(held->lesson->content) == term ? unchanged
                                                                                 : changed;
        if (shape.outcome == unchanged) return;
        steps.push_back(
            {store::KnowledgeKind::term,
             shape.outcome == added ? std::string() : held->lesson->id,
             json::to_text(term)}
        );
    }

    /// Why a term does not hold for the one who teaches it; empty when it does.
    [[nodiscard]] std::string trouble_of(const KnowledgeTerm& term) const {
        const auto same = [&](const KnowledgeTerm& each) {
            return catalog::same_subject(each, term);
        };
        if (std::ranges::any_of(terms_, same)) return "An earlier entry teaches these words.";
        try {
            catalog::require_sound(term, known_.view);
        } catch (const Error& error) {
            if (error.faults().empty()) return error.message();
            const Fault& first = error.faults().front();
            return first.pointer.substr(1) + " " + first.detail;
        }
        return {};
    }

    const catalog::Known& known_;
    std::vector<KnownLesson> lessons_;
    std::vector<KnowledgeTerm> terms_;
    std::set<std::string> related_;
};

void carry_out(
    store::Writer& writer,
    Services& with,
    const Call& call,
    const std::vector<DbtStep>& steps,
    const std::string& source
) {
    for (const auto& [kind, subject, content] : steps) {
        if (const auto* note = std::get_if<store::NoteKind>(&kind))
            store::put_catalog_note(
                writer, *with.ledger, call.who(), source, *note, subject, content
            );
        else if (subject.empty())
            store::add_knowledge(
                writer, *with.ledger, call.who(), source, store::KnowledgeKind::term, content
            );
        else
            store::change_knowledge(
                writer, *with.ledger, call.who(), store::KnowledgeKind::term, subject, content
            );
    }
    audit_connection(writer, *with.ledger, call, "knowledge_imported", source);
}

Task<DbtImportedShape> import_dbt(Services& with, Call& call, KnowledgeImport request) {
    const std::string text = co_await received_knowledge(call);
    const catalog::Known known =
        co_await with.catalog->knowledge(call.who(), request.connection_id.value_or(""));
    const auto read = [&] {
        DbtPlan plan(known, call.who());
        for (catalog::DbtItem& item : catalog::read_dbt(text, known.view))
            plan.add(std::move(item));
        return plan;
    };
    DbtPlan plan = co_await blocking(*with.blocking, read);
    if (request.dry_run.value_or(false) || plan.steps.empty()) co_return std::move(plan.outcome);
    const std::string& source = known.view.connection_id;
    const auto work = [&](store::Writer& writer) {
        carry_out(writer, with, call, plan.steps, source);
    };
    co_await with.store->write(work);
    knowledge_changed(with, call, source);
    co_return std::move(plan.outcome);
}

}  // namespace

std::vector<Operation> dbt_operations() {
    return {operation(
        {.method = Method::post,
         .path = "/api/v1/knowledge/import-dbt",
         .id = "import_dbt",
         .summary = "Takes descriptions, relations and metrics from the YAML of a dbt project, "
                    "and says what became of each.",
         .tag = "knowledge",
         .access = Access::write,
         .takes = Takes::upload},
        &import_dbt
    )};
}

}  // namespace parlance::serve
