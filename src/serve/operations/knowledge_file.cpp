#include "catalog/knowledge_file.hpp"

#include "base/json.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/knowledge.hpp"
#include "serve/operations/knowledge_import.hpp"
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

Task<ImportedShape> import_knowledge(Services& with, Call& call, KnowledgeImport request) {
    const std::string text = co_await received_knowledge(call);
    const catalog::Known known =
        co_await with.catalog->knowledge(call.who(), request.connection_id.value_or(""));
    const auto read = [&] { return plan_import(text, known, call.who()); };
    KnowledgePlan plan = co_await blocking(*with.blocking, read);
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

Task<std::string> received_knowledge(Call& call) {
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
