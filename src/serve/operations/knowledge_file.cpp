#include "catalog/knowledge_file.hpp"

#include "base/json.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/knowledge.hpp"
#include "serve/operations/knowledge_shapes.hpp"
#include "serve/operations/known.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <utility>

namespace parlance::serve {

namespace {

using catalog::KnowledgeDocument;
using catalog::KnowledgeTerm;
using catalog::VerifiedQuery;

constexpr std::size_t file_bytes_max = std::size_t{512} << 10;

Task<std::string> received(Call& call) {
    std::string text;
    Upload& upload = call.upload();
    for (std::string_view piece = co_await upload.next(); !piece.empty();
         piece = co_await upload.next()) {
        text += piece;
        if (text.size() > file_bytes_max)
            throw Error(
                Failure::too_large,
                "knowledge_file_too_large",
                "A file of knowledge has at most 512 KiB."
            );
    }
    co_return text;
}

/// What an import does to the store.
struct Step {
    store::KnowledgeKind kind = store::KnowledgeKind::term;
    std::string id;  ///< of what is changed; empty: it is added
    std::string content;
};

struct Plan {
    std::vector<Step> steps;
    ImportedShape outcome;
};

template <class Content>
void plan_list(
    const std::vector<Content>& list,
    std::string_view name,
    const std::vector<KnownLesson>& known,
    Plan& plan
) {
    for (auto at = list.begin(); at != list.end(); ++at) {
        const auto same = [&](const Content& other) { return catalog::same_subject(other, *at); };
        if (std::any_of(list.begin(), at, same)) {
            const std::string pointer = fmt::format("/{}/{}", name, at - list.begin());
            plan.outcome.problems.push_back({pointer, "says what an earlier entry says"});
            continue;
        }
        const auto held = std::ranges::find_if(known, [&](const KnownLesson& each) {
            const auto* content = std::get_if<Content>(&each.lesson->content);
            return content != nullptr && same(*content);
        });
        if (held == known.end()) {
            ++plan.outcome.added;
            plan.steps.push_back({kind_of<Content>(), "", json::to_text(*at)});
        } else if (std::get<Content>(held->lesson->content) == *at) {
            ++plan.outcome.unchanged;
        } else {
            ++plan.outcome.changed;
            plan.steps.push_back({kind_of<Content>(), held->lesson->id, json::to_text(*at)});
        }
    }
}

Plan plan_of(const std::string& text, const catalog::Known& known, const Principal& who) {
    const KnowledgeDocument document = catalog::read_knowledge(text);
    const std::vector<KnownLesson> lessons = known_lessons(known, who);
    Plan plan;
    for (const Fault& fault : catalog::faults_of(document, known.view))
        plan.outcome.problems.push_back({fault.pointer, fault.detail});
    plan_list(document.terms, "terms", lessons, plan);
    plan_list(document.verified, "verified", lessons, plan);
    return plan;
}

void require_no_problems(const Plan& plan) {
    std::vector<Fault> faults;
    for (const ImportProblem& problem : plan.outcome.problems)
        faults.push_back({problem.pointer, problem.detail});
    catalog::require_none(std::move(faults));
}

void carry_out(
    store::Writer& writer,
    Services& with,
    const Call& call,
    const Plan& plan,
    const std::string& source
) {
    for (const Step& step : plan.steps) {
        if (step.id.empty())
            store::add_knowledge(writer, *with.ledger, call.who(), source, step.kind, step.content);
        else
            store::change_knowledge(
                writer, *with.ledger, call.who(), step.kind, step.id, step.content
            );
    }
    audit_connection(writer, *with.ledger, call, "knowledge_imported", source);
}

Task<ImportedShape> import_knowledge(Services& with, Call& call, KnowledgeImport request) {
    const std::string text = co_await received(call);
    const catalog::Known known =
        co_await with.catalog->knowledge(call.who(), request.connection_id.value_or(""));
    const auto read = [&] { return plan_of(text, known, call.who()); };
    Plan plan = co_await blocking(*with.blocking, read);
    if (request.dry_run.value_or(false)) co_return std::move(plan.outcome);
    require_no_problems(plan);
    if (plan.steps.empty()) co_return std::move(plan.outcome);
    const std::string& source = known.view.connection_id;
    const auto work = [&](store::Writer& writer) { carry_out(writer, with, call, plan, source); };
    co_await with.store->write(work);
    knowledge_changed(with, call, source);
    co_return std::move(plan.outcome);
}

Task<File> export_knowledge(Services& with, Call& call, KnowledgeRequest request) {
    const catalog::Known known =
        co_await with.catalog->knowledge(call.who(), request.connection_id.value_or(""));
    const auto work = [&] {
        KnowledgeDocument document;
        for (const KnownLesson& each : known_lessons(known, call.who())) {
            if (each.problem) continue;
            if (const auto* term = std::get_if<KnowledgeTerm>(&each.lesson->content))
                document.terms.push_back(*term);
            else
                document.verified.push_back(std::get<VerifiedQuery>(each.lesson->content));
        }
        return catalog::write_knowledge(document);
    };
    File file{.content_type = "application/yaml"};
    file.content = co_await blocking(*with.blocking, work);
    file.save_as = "knowledge.yaml";
    co_return file;
}

}  // namespace

std::vector<Operation> knowledge_file_operations() {
    return {
        operation(
            {.path = "/api/v1/knowledge/export",
             .id = "export_knowledge",
             .summary = "Gives the glossary and the verified questions of a source as YAML.",
             .tag = "knowledge",
             .access = Access::read,
             .file_type = "application/yaml"},
            &export_knowledge
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/knowledge/import",
             .id = "import_knowledge",
             .summary =
                 "Takes YAML as the export gives it: adds what is new, changes what differs, "
                 "deletes nothing.",
             .tag = "knowledge",
             .access = Access::write,
             .takes = Takes::upload},
            &import_knowledge
        ),
    };
}

}  // namespace parlance::serve
