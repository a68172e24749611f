#include "agents/address.hpp"
#include "agents/data.hpp"
#include "agents/settings_text.hpp"
#include "base/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace parlance::agents {

namespace {

const ModelSettings& shipped_form() {
    static const auto form = json::read<ModelSettings>(data::models);
    return form;
}

const ModelProvider* shipped_provider(std::string_view name) {
    const auto& all = shipped_form().providers;
    const auto found = std::ranges::find(all, name, &ModelProvider::name);
    return found == all.end() ? nullptr : &*found;
}

bool is_name(std::string_view text) {
    return std::ranges::all_of(text, [](char letter) {
        return ('a' <= letter && letter <= 'z') || ('0' <= letter && letter <= '9') ||
               letter == '_' || letter == '-';
    });
}

bool is_printable(std::string_view text) {
    return std::ranges::none_of(text, [](char letter) {
        return static_cast<unsigned char>(letter) <= 0x20 || letter == 0x7f;
    });
}

/// One form on its way to settings; all that is wrong is kept, to be told at once.
class Reading {
public:
    Reading(const ModelSettings& form, Allowed allowed) : form_(form), allowed_(allowed) {}

    Settings settings() {
        for (std::size_t i = 0; i < form_.providers.size(); ++i)
            add_provider(form_.providers[i], fmt::format("/providers/{}", i));
        add_roles();
        settings_.routing = form_.routing;
        add_budgets();
        add_prices();
        json::check(std::move(faults_));
        return std::move(settings_);
    }

private:
    void fault(std::string pointer, std::string_view detail) {
        faults_.push_back({std::move(pointer), std::string(detail)});
    }

    void add_provider(const ModelProvider& from, const std::string& at) {
        if (!is_name(from.name))
            fault(at + "/name", "must be of lower-case letters, digits, _ and -");
        if (settings_.provider(from.name) != nullptr) fault(at + "/name", "is there twice");
        Provider provider{.name = from.name, .keyless = from.key && from.key->empty()};
        Endpoint& endpoint = provider.endpoint;
        if (from.inside) endpoint.inside = allowed_.inside;
        endpoint.at_once_max = static_cast<std::size_t>(from.at_once_max);
        endpoint.streams = from.streams;
        endpoint.knows_schemas = from.knows_schemas;
        if (from.inside && !allowed_.inside) {
            fault(
                at + "/inside", "is not allowed on this server: it reaches public addresses only"
            );
        }
        add_address(from, at, endpoint);
        add_key(from, at, endpoint);
        add_headers(from, at, endpoint);
        settings_.providers.push_back(std::move(provider));
    }

    void add_address(const ModelProvider& from, const std::string& at, Endpoint& endpoint) {
        const ModelProvider* shipped = shipped_provider(from.name);
        const auto protocol = from.protocol ? from.protocol
                              : shipped     ? shipped->protocol
                                            : std::nullopt;
        const auto base_url = from.base_url ? from.base_url
                              : shipped     ? shipped->base_url
                                            : std::nullopt;
        if (!protocol) fault(at + "/protocol", "is required");
        if (!base_url) fault(at + "/base_url", "is required");
        endpoint.protocol = protocol.value_or(Protocol::openai_chat);
        endpoint.base_url = base_url.value_or("");
        if (base_url && !is_address(endpoint, from.inside)) {
            fault(
                at + "/base_url",
                "must be an address with https, or with http to a host inside, and without a user"
            );
        }
    }

    static bool is_address(Endpoint endpoint, bool inside) {
        try {
            endpoint.inside = inside;  // whether it may be is another fault
            (void)url_of(endpoint, "");
            return is_printable(endpoint.base_url);
        } catch (const Error&) {
            return false;
        }
    }

    void add_key(const ModelProvider& from, const std::string& at, Endpoint& endpoint) {
        if (from.key) endpoint.key = Secret(std::string_view(*from.key));
        if (from.key_env) add_key_of_environment(*from.key_env, from, at, endpoint);
        if (!is_printable(endpoint.key.reveal()))
            fault(at + "/key", "must have no spaces and no control characters");
    }

    void add_key_of_environment(
        const std::string& name,
        const ModelProvider& from,
        const std::string& at,
        Endpoint& endpoint
    ) {
        if (!allowed_.environment) return fault(at + "/key_env", "is only known in files");
        if (from.key) return fault(at + "/key_env", "cannot stand beside a key");
        const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe)
        if (value != nullptr) endpoint.key = Secret(std::string_view(value));
    }

    void add_headers(const ModelProvider& from, const std::string& at, Endpoint& endpoint) {
        for (std::size_t i = 0; i < from.headers.size(); ++i) {
            const ModelHeader& header = from.headers[i];
            endpoint.headers.push_back({header.name, Secret(header.value.value_or(""))});
            try {
                check_headers({endpoint.headers.back()});
            } catch (const Error&) {
                fault(
                    fmt::format("{}/headers/{}", at, i),
                    "must be a header that HTTP does not need itself, on one line"
                );
            }
        }
    }

    void add_roles() {
        const ModelRoles& from = form_.roles;
        const ModelRoles& shipped = shipped_form().roles;
        add_role(Role::schema, "schema", from.schema, shipped.schema);
        add_role(Role::sql, "sql", from.sql, shipped.sql);
        add_role(Role::refinement, "refinement", from.refinement, shipped.refinement);
        add_role(Role::dashboard, "dashboard", from.dashboard, shipped.dashboard);
    }

    void add_role(
        Role role,
        std::string_view name,
        const std::optional<ModelRole>& given,
        const std::optional<ModelRole>& shipped
    ) {
        const ModelRole from = given ? *given : shipped.value_or(ModelRole{});
        RoleSettings& out = settings_.roles[static_cast<std::size_t>(role)];
        out.temperature = from.temperature;
        out.output_tokens_max = from.output_tokens_max;
        out.time_max = std::chrono::seconds(from.time_max_s);
        out.sends = from.sends;
        for (std::size_t i = 0; i < from.models.size(); ++i) {
            const ModelName model = name_in(from.models[i]);
            const bool there = settings_.provider(model.provider) != nullptr;
            if (given) check(model, there, fmt::format("/roles/{}/models/{}", name, i));
            if (there) out.models.push_back(model);
        }
    }

    /// The model's own name may have slashes too.
    static ModelName name_in(std::string_view text) {
        const auto slash = std::min(text.find('/'), text.size());
        const std::string_view model = text.substr(std::min(slash + 1, text.size()));
        return {std::string(text.substr(0, slash)), std::string(model)};
    }

    void check(const ModelName& model, bool there, std::string at) {
        const bool named = !model.provider.empty() && !model.model.empty() &&
                           model.model.size() <= 200 && is_printable(model.model);
        if (!named) return fault(std::move(at), "must be provider/model");
        if (!there) fault(std::move(at), "names a provider that is not in the list");
    }

    void add_budgets() {
        const ModelBudgets& from = form_.budgets;
        settings_.budgets = {
            .tokens_day = bound(from.tokens_day.soft, from.tokens_day.hard, "tokens_day"),
            .tokens_month = bound(from.tokens_month.soft, from.tokens_month.hard, "tokens_month"),
            .money_day = money(from.money_day, "money_day"),
            .money_month = money(from.money_month, "money_month"),
        };
    }

    Bound money(const MoneyBound& from, std::string_view name) {
        const auto millionths = [](double dollars) -> std::int64_t {
            return std::llround(dollars * 1'000'000);
        };
        return bound(from.soft.transform(millionths), from.hard.transform(millionths), name);
    }

    Bound bound(
        std::optional<std::int64_t> soft,
        std::optional<std::int64_t> hard,
        std::string_view name
    ) {
        if (soft && hard && *soft > *hard)
            fault(fmt::format("/budgets/{}/soft", name), "must not be above the hard one");
        return {soft, hard};
    }

    void add_prices() {
        settings_.prices = form_.prices;
        for (std::size_t i = 0; i < form_.prices.size(); ++i) {
            const std::string& model = form_.prices[i].model;
            if (model.find('*') < model.size() - 1)
                fault(fmt::format("/prices/{}/model", i), "may have a * at its end only");
        }
    }

    const ModelSettings& form_;
    const Allowed allowed_;
    Settings settings_;
    std::vector<Fault> faults_;
};

}  // namespace

Settings settings_of(const ModelSettings& form, Allowed allowed) {
    return Reading(form, allowed).settings();
}

Settings read_settings(std::string_view text, Allowed allowed) {
    return settings_of(json::read<ModelSettings>(text), allowed);
}

const Settings& shipped_settings() {
    static const Settings settings = settings_of(shipped_form(), {});
    return settings;
}

}  // namespace parlance::agents
