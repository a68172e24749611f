#include "serve/application.hpp"

#include "ask/cache.hpp"
#include "ask/running.hpp"
#include "auth/oidc/sign_ins.hpp"
#include "base/error.hpp"
#include "catalog/catalog.hpp"
#include "serve/evaluations/evaluations.hpp"
#include "serve/file_reply.hpp"
#include "serve/leftovers.hpp"
#include "serve/llm/model_settings.hpp"
#include "serve/llm/models.hpp"
#include "serve/mcp/bulletin.hpp"
#include "serve/mcp/handles.hpp"
#include "serve/metrics.hpp"
#include "serve/oauth/clients.hpp"
#include "serve/oauth/place.hpp"
#include "serve/schedules/schedules.hpp"
#include "serve/share_limits.hpp"
#include "serve/site.hpp"
#include "store/earlier_rows.hpp"
#include "store/evaluations.hpp"
#include "store/ledger.hpp"
#include "store/migrate.hpp"
#include "store/store.hpp"
#include "store/vault.hpp"

#include <filesystem>
#include <ranges>

namespace parlance::serve {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t blocking_threads = 8;
constexpr std::chrono::seconds cache_sweep{10};

/// Only the account that runs Parlance may look into its folder.
fs::path private_folder(const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (!failed) fs::permissions(folder, fs::perms::owner_all, failed);
    if (failed) {
        throw Error(
            Failure::invalid, "data_folder", "Cannot use the data folder " + folder.string() + "."
        );
    }
    return fs::absolute(folder);
}

std::vector<std::string> parted(const std::string& folders) {
    std::vector<std::string> all;
    for (const auto each : std::views::split(folders, ':')) {
        if (!each.empty()) all.emplace_back(each.begin(), each.end());
    }
    return all;
}

auth::Options auth_options(const Config& config) {
    auth::Options options;
    options.registration = registration_of(config);
    std::string url = config.public_url;
    while (url.ends_with('/'))
        url.pop_back();
    if (!url.empty()) options.issuer = {url, url, url + std::string(oauth::mcp_path)};
    return options;
}

connectors::Environment environment(const Config& config, BlockingPool& blocking) {
    return {
        .blocking = blocking,
        .node = node_name(config),
        .allow_loopback = listens_on_loopback(config),
        .allow_private = config.allow_private,
        .allow_unix_sockets = config.allow_unix_sockets,
        .file_roots = parted(config.file_roots),
        .connections_max = static_cast<std::size_t>(config.source_connections_max),
    };
}

/// What stands behind `Bearer ` (RFC 6750); the word's case does not matter.
std::string_view bearer_of(const Call& call) {
    static constexpr std::string_view scheme = "bearer ";
    const std::string_view header = call.header("Authorization");
    const bool fits =
        header.size() > scheme.size() &&
        std::ranges::equal(header.substr(0, scheme.size()), scheme, {}, [](char each) {
            return static_cast<char>(each | 0x20);
        });
    if (!fits)
        throw Error(
            Failure::unauthenticated, "not_signed_in", "Sign in first, and send the access token."
        );
    return header.substr(scheme.size());
}

guard::Limits limits(const Config& config) {
    guard::Limits made;
    made.rows_max = std::min(made.rows_max, config.rows_max);
    made.time_ms = std::int64_t{config.query_s_max} * 1000;
    return made;
}

ask::CacheLimits cache_limits(const Config& config) {
    ask::CacheLimits made;
    made.life = std::chrono::seconds(config.cache_s);
    made.bytes_max = static_cast<std::size_t>(config.cache_mib_max) << 20;
    made.tenant_bytes_max = std::max(made.bytes_max / 4, std::size_t{1} << 20);
    made.entry_bytes_max = std::min(made.entry_bytes_max, made.tenant_bytes_max);
    return made;
}

std::shared_ptr<Models> models(const Config& config, const Services& services) {
    Models::Parts parts{
        .store = *services.store,
        .vault = *services.vault,
        .ledger = *services.ledger,
        .inside = {listens_on_loopback(config), config.allow_private},
    };
    if (!config.models.empty()) parts.of_server = settings_in_file(config.models);
    auto made = std::make_shared<Models>(std::move(parts));
    made->counts().show(*services.metrics);
    return made;
}

/// The same on every node of an installation.
Secret handles_key(const Services& services) {
    return services.store->database().write([&](store::Writer& writer) {
        return store::installation_secret(writer, *services.vault, System{}, "mcp_handles");
    });
}

void count_cache(Metrics& metrics, const std::shared_ptr<ask::QueryCache>& cache) {
    const auto count = [&](const char* name, const char* help, auto ask::CacheStats::* member) {
        metrics.counter(name, help, [cache, member] {
            return static_cast<double>(cache->stats().*member);
        });
    };
    count("parlance_cache_hits_total", "Results that were remembered.", &ask::CacheStats::hits);
    count(
        "parlance_cache_shared_total",
        "Hits that waited for an equal query that ran.",
        &ask::CacheStats::shared
    );
    count("parlance_cache_misses_total", "Results that were not.", &ask::CacheStats::misses);
    count(
        "parlance_cache_evicted_total",
        "Results that made room for others.",
        &ask::CacheStats::evicted
    );
    metrics.gauge("parlance_cache_bytes", "Memory of remembered results.", [cache] {
        return static_cast<double>(cache->stats().bytes);
    });
}

/// Parlance's own rows; nothing works without them.
void open_store(Services& with, const fs::path& data) {
    with.store = std::make_shared<store::Store>("sqlite:" + (data / "parlance.sqlite").string());
    store::migrate(with.store->database(), System{});
    with.vault =
        std::make_shared<store::Vault>(with.store->database(), store::usual_master_key_place(data));
    with.ledger = std::make_shared<store::Ledger>(
        with.store->database(), *with.vault, node_name(with.config)
    );
    store::seal_earlier_rows(with.store->database(), *with.ledger, System{});
    with.check_ready = [store = with.store]() -> Task<void> {
        const auto work = [](store::Reader& reader) { return reader.count("SELECT 1 AS value"); };
        co_await store->read(work);
    };
}

/// Who asks.
void know_people(Services& with) {
    with.auth = std::make_shared<auth::Auth>(
        *with.store, *with.vault, *with.ledger, auth_options(with.config)
    );
    with.authenticate = [auth = with.auth](
                            const Call& call, auth::Audience door
                        ) -> Task<std::shared_ptr<const Principal>> {
        co_return auth->authenticate(bearer_of(call), door, call.remote_address);
    };
    with.sign_ins = std::make_shared<auth::oidc::SignIns>(
        *with.store,
        *with.vault,
        *with.ledger,
        *with.auth,
        net::Inside(listens_on_loopback(with.config), with.config.allow_private)
    );
    with.oauth_clients = std::make_shared<oauth::Clients>(*with.store, system_now);
}

/// What an earlier run began and nobody goes on with.
void clear_leftovers(Services& with, const fs::path& tenants) {
    remove_leftovers(tenants);
    remove_folders_of_deleted(with.store->database(), tenants);
    std::error_code nothing_there;
    fs::remove_all(exports_folder(with.config), nothing_there);
    with.store->database().write([](store::Writer& writer) {
        store::interrupt_evaluations(writer, System{});
    });
}

/// What may be asked.
void know_sources(
    Services& with,
    const fs::path& tenants,
    boost::asio::any_io_executor background
) {
    with.catalog = std::make_shared<catalog::Catalog>(catalog::Catalog::Parts{
        .store = *with.store,
        .vault = *with.vault,
        .ledger = *with.ledger,
        .environment = environment(with.config, *with.blocking),
        .folder = tenants,
        .background = std::move(background),
        .limits = limits(with.config),
        .watch_minutes = with.config.watch_minutes,
    });
    with.running = std::make_shared<ask::Running>();
    if (with.config.cache_s <= 0) return;
    with.cache =
        std::make_shared<ask::QueryCache>(cache_limits(with.config), system_now, cache_sweep);
    count_cache(*with.metrics, with.cache);
}

}  // namespace

Application::Application(const Config& config)
    : services_{.config = config}, background_("background", 1) {
    const fs::path data = private_folder(data_folder(config));
    folder_.emplace(data);
    services_.blocking = std::make_shared<BlockingPool>("blocking", blocking_threads);
    services_.metrics = std::make_shared<Metrics>();
    if (const auto folder = site_folder(config.web))
        services_.site = std::make_shared<Site>(*folder);
    open_store(services_, data);
    know_people(services_);
    // Before anything runs in the background: a wrong file of the operator ends the start here.
    services_.models = models(config, services_);
    const fs::path tenants = private_folder(data / "tenants");
    clear_leftovers(services_, tenants);
    know_sources(services_, tenants, background_.executor());
    services_.handles = std::make_shared<const mcp::Handles>(handles_key(services_));
    services_.bulletin = std::make_shared<mcp::Bulletin>();
    services_.evaluations = std::make_shared<Evaluations>(services_);
    services_.share_limits = std::make_shared<ShareLimits>();
    services_.schedules = std::make_shared<Schedules>(services_);
    const store::Retention kept{.history = std::chrono::days(config.history_days)};
    maintenance_.emplace(services_.store->database(), kept);
    // Last: it runs until `~Application`, which is not called when anything above throws.
    services_.catalog->start_watching(std::chrono::seconds(30));
    services_.schedules->start(std::chrono::seconds(5));
}

Application::~Application() {
    services_.evaluations.reset();  // it waits for what runs
    services_.schedules.reset();
    services_.catalog->close();
}

}  // namespace parlance::serve
