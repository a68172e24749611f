#include "auth/key_accounts.hpp"
#include "cli/admin.hpp"

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>

namespace parlance::cli {

namespace {

struct Wanted {
    std::string tenant;
    std::string username;
    std::string name;
    std::string id;
    std::string scope = "read";
    std::int64_t days = auth::api_key_life.count();
    bool never = false;
};

int create(const Config& config, const Wanted& wanted) {
    AdminStore home(config);
    auth::NewApiKey key{.name = wanted.name, .scopes = auth::permissions_in(wanted.scope)};
    key.life = wanted.never ? std::nullopt : std::optional(std::chrono::days(wanted.days));
    const auth::MadeApiKey made = auth::add_api_key(
        home.database, home.ledger, System{}, wanted.tenant, wanted.username, key
    );
    fmt::print("{}\n", made.key.reveal());
    return 0;
}

std::string state_of(const store::ApiKey& key) {
    if (key.revoked_at) return "revoked " + rfc3339(*key.revoked_at);
    if (!key.expires_at) return "never expires";
    const char* const word = *key.expires_at <= system_now() ? "expired " : "until ";
    return word + rfc3339(*key.expires_at);
}

int list(const Config& config, const Wanted& wanted) {
    AdminStore home(config);
    for (const store::ApiKey& key : auth::tenant_api_keys(home.database, System{}, wanted.tenant)) {
        fmt::print(
            "{}  {}…  {}  {}  [{}]  {}\n",
            key.id,
            key.hint,
            key.username,
            key.name,
            key.scopes,
            state_of(key)
        );
    }
    return 0;
}

int revoke(const Config& config, const Wanted& wanted) {
    AdminStore home(config);
    const store::ApiKey key =
        auth::end_api_key(home.database, home.ledger, System{}, wanted.tenant, wanted.id);
    fmt::print("{} of {} works no more.\n", key.name, key.username);
    return 0;
}

void add_tenant(CLI::App& words, Wanted& wanted) {
    words.fallthrough();
    words.add_option("--tenant", wanted.tenant, "The tenant, by name or id")->required();
}

void add_create_options(CLI::App& words, Wanted& wanted) {
    add_tenant(words, wanted);
    words.add_option("--username", wanted.username, "In whose name it acts")->required();
    words.add_option("--name", wanted.name, "What it is for")->required();
    words.add_option("--scope", wanted.scope, "What it may do; broader ones imply narrower ones")
        ->check(CLI::IsMember({"read", "write", "admin"}))
        ->capture_default_str();
    CLI::Option* const days =
        words.add_option("--days", wanted.days, "How long it works")->capture_default_str();
    words.add_flag("--never-expires", wanted.never, "It works until it is revoked")->excludes(days);
}

}  // namespace

std::vector<Command> add_admin_api_key(CLI::App& admin, SharedSettings settings) {
    auto wanted = std::make_shared<Wanted>();
    CLI::App* key = admin.add_subcommand("api-key", "Keys with which programs sign in");
    key->require_subcommand(1)->fallthrough();
    CLI::App* creating = key->add_subcommand("create", "Make a key, and print it this once");
    add_create_options(*creating, *wanted);
    CLI::App* listing = key->add_subcommand("list", "List the keys of a tenant");
    add_tenant(*listing, *wanted);
    CLI::App* revoking = key->add_subcommand("revoke", "End a key");
    add_tenant(*revoking, *wanted);
    revoking->add_option("--id", wanted->id, "The key's id, as `list` shows it")->required();
    return {
        {.words = creating, .run = [=] { return create(settings->read_config(), *wanted); }},
        {.words = listing, .run = [=] { return list(settings->read_config(), *wanted); }},
        {.words = revoking, .run = [=] { return revoke(settings->read_config(), *wanted); }},
    };
}

}  // namespace parlance::cli
