#include "serve/operations/llm.hpp"

#include "agents/settings_text.hpp"
#include "base/json.hpp"
#include "serve/llm/agency.hpp"
#include "serve/llm/model_settings.hpp"
#include "serve/operations/audited.hpp"
#include "serve/operations/facts.hpp"
#include "serve/operations/llm_shapes.hpp"
#include "store/llm_settings.hpp"
#include "store/store.hpp"

#include <boost/describe/enum_to_string.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace parlance::serve {

namespace {

using agents::Role;

std::string name_of(Role role) {
    return boost::describe::enum_to_string(role, "");
}

std::string name_of(const agents::ModelName& model) {
    return model.provider + "/" + model.model;
}

/// Why nobody plays the role; nothing when somebody does.
std::optional<std::string> why_nobody(const ModelsInForce& held, Role role) {
    if (held.settings->plays(role)) return std::nullopt;
    const auto& models = held.written->of(role).models;
    if (models.empty()) return "It has no model.";
    const bool closed = std::ranges::any_of(models, [&](const agents::ModelName& model) {
        return held.settings->provider(model.provider) == nullptr;
    });
    if (closed) return "Its provider lies where this server lets nobody connect.";
    return "Its provider has no key.";
}

PlayedRole played(const ModelsInForce& held, Role role) {
    PlayedRole shape{.role = role, .plays = held.settings->plays(role)};
    shape.because = why_nobody(held, role);
    for (const agents::ModelName& model : held.settings->of(role).models) {
        const agents::Provider* provider = held.settings->provider(model.provider);
        if (provider != nullptr && agents::is_ready(*provider))
            shape.models.push_back(name_of(model));
    }
    return shape;
}

/// Where the operator's own servers lie is nothing for tenants.
void hide_places(agents::ModelSettings& settings) {
    for (agents::ModelProvider& provider : settings.providers) {
        provider.base_url.reset();
        provider.headers.clear();
    }
}

ModelsShape shape_of(const ModelsInForce& held) {
    ModelsShape shape{.from = held.from, .version = held.version};
    shape.settings = agents::form_of(*held.written);
    if (held.from == SettingsFrom::server) hide_places(shape.settings);
    if (held.version > 0) {
        shape.updated_by = held.updated_by;
        shape.updated_at = held.updated_at;
    }
    for (const Role role : {Role::schema, Role::sql, Role::refinement, Role::dashboard})
        shape.roles.push_back(played(held, role));
    return shape;
}

/// What the tenant had before, as far as it opens.
agents::Settings
settings_before(store::Reader& reader, const Services& with, const Principal& who) {
    const auto stored = store::llm_settings(reader, *with.ledger, who);
    if (!stored.document) return {};
    try {
        return open_settings(reader, *with.vault, who, *stored.document);
    } catch (const Error&) {
        return {};
    }
}

/// Faults stand where the request has what is wrong.
[[noreturn]] void throw_within_request(const Error& error) {
    std::vector<Fault> faults = error.faults();
    for (Fault& fault : faults)
        fault.pointer.insert(0, "/settings");
    throw Error(error.why(), error.code(), error.message()).with_faults(std::move(faults));
}

agents::Settings checked(const agents::ModelSettings& form, agents::Inside allowed) {
    try {
        agents::Settings settings = agents::settings_of(form, {.inside = allowed});
        json::check(faults_of_addresses(settings, allowed));
        return settings;
    } catch (const Error& error) {
        throw_within_request(error);
    }
}

Task<ModelsShape> get_models(Services& with, Call& call) {
    co_return shape_of(co_await with.models->in_force(call.who()));
}

/// Keys that are not given again stay where they were, if they still go to the same address.
Task<ModelsShape> put_models(Services& with, Call& call, ModelsRequest request) {
    const agents::Settings given = checked(request.settings, with.models->inside());
    const std::string document = json::to_text(agents::form_of(given));
    const auto work = [&](store::Writer& writer) {
        agents::Settings settings = given;
        agents::keep_secrets(settings, settings_before(writer, with, call.who()));
        store::put_llm_settings(
            writer,
            *with.ledger,
            *with.vault,
            call.who(),
            {request.version, document, keys_of(settings)}
        );
        audit_connection(writer, *with.ledger, call, "llm_settings_changed", {});
    };
    co_await with.store->write(work);
    co_return shape_of(co_await with.models->after_change(call.who()));
}

Task<ModelsShape> reset_models(Services& with, Call& call, ModelsResetRequest request) {
    const auto work = [&](store::Writer& writer) {
        store::remove_llm_settings(writer, call.who(), request.version);
        audit_connection(writer, *with.ledger, call, "llm_settings_removed", {});
    };
    co_await with.store->write(work);
    co_return shape_of(co_await with.models->after_change(call.who()));
}

/// The settings with one model for the role, and little to say for it.
agents::Settings trial_settings(const agents::Settings& from, Role role, std::size_t place) {
    constexpr int tokens_max = 1'024;
    constexpr std::chrono::milliseconds time_max{30'000};
    agents::Settings trial = from;
    agents::RoleSettings& only = trial.roles[static_cast<std::size_t>(role)];
    only.models = {from.of(role).models[place]};
    only.output_tokens_max = std::min(only.output_tokens_max, tokens_max);
    only.time_max = std::min(only.time_max, time_max);
    return trial;
}

agents::Prompt trial_prompt() {
    agents::Prompt prompt{
        .task = "test",
        .system = "Somebody checks whether you can be reached. Answer with a JSON object only.",
        .messages = {{agents::Speaker::user, R"(Answer with {"ok": true}.)"}},
        .answer =
            {"check", json::parse(R"({"type": "object", "properties": {"ok": {"type": "boolean"}},
                            "required": ["ok"], "additionalProperties": false})")},
    };
    prompt.fits = [](const boost::json::object& reply) { return reply.contains("ok"); };
    return prompt;
}

Task<ModelTestShape> test_model(Services& with, Call& call, ModelTestRequest request) {
    std::optional<agents::Agency> agency = co_await agency_for(with, call);
    if (!agency || agency->settings->of(request.role).models.empty())
        throw llm_not_configured(request.role);
    const auto& models = agency->settings->of(request.role).models;
    const auto place = static_cast<std::size_t>(request.model.value_or(0));
    if (place >= models.size()) json::check({{"/model", "is no place among the role's models"}});
    ModelTestShape shape{.provider = models[place].provider, .model = models[place].model};
    agency->settings = std::make_shared<const agents::Settings>(
        trial_settings(*agency->settings, request.role, place)
    );
    agents::Desk desk(std::move(*agency));
    const auto reply = co_await desk.ask(request.role, trial_prompt(), call.stop);
    shape.works = reply.has_value();
    if (!reply) {
        const Error trouble = agents::error_of(reply.error());
        shape.code = trouble.code();
        shape.message = trouble.message();
    }
    for (const agents::Exchange& each : desk.exchanges()) {
        shape.ms = each.ms;
        shape.input_tokens = each.usage.input;
        shape.cached_tokens = each.usage.cached;
        shape.output_tokens = each.usage.output;
        if (each.cost) shape.cost_usd = static_cast<double>(*each.cost) / 1e6;
    }
    co_return shape;
}

constexpr FactsOf facts{"llm", Access::admin};

}  // namespace

Error llm_not_configured(Role role) {
    return {
        Failure::invalid,
        "llm_not_configured",
        "No language model plays the role " + name_of(role) +
            ". An administrator can name one, and give its provider a key, under Models."
    };
}

std::vector<Operation> llm_operations() {
    constexpr std::string_view roles = "/api/v1/llm/roles";
    std::vector<Operation> all{
        operation(
            facts(
                Method::get,
                roles,
                "get_models",
                "Shows which language models play which role, without their keys."
            ),
            &get_models
        ),
        operation(
            facts(
                Method::put, roles, "put_models", "Puts other settings of language models in force."
            ),
            &put_models
        ),
        operation(
            facts(
                Method::remove,
                roles,
                "reset_models",
                "Forgets the tenant's own settings of language models, and their keys."
            ),
            &reset_models
        ),
        operation(
            facts(
                Method::post,
                "/api/v1/llm/test",
                "test_model",
                "Asks a model of a role one small question, to see whether it works."
            ),
            &test_model
        ),
    };
    for (const auto& some :
         {llm_usage_operations(), llm_work_operations(), llm_result_operations()})
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

}  // namespace parlance::serve
