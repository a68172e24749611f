#include "base/json.hpp"
#include "base/shape.hpp"
#include "cli/admin.hpp"
#include "serve/operations/audit.hpp"
#include "store/audit_verify.hpp"
#include "store/tenants.hpp"

#include <boost/describe.hpp>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <limits>

namespace parlance::cli {

namespace {

/// Told apart from every other failure, so that a script can raise the alarm.
constexpr int exit_broken = 6;

struct Wanted {
    std::string tenant;
    std::string seen;
    bool json = false;
};

/// What `verify --json` prints, and `--seen` reads.
struct Verified {
    std::vector<store::ChainReport> chains;
};
BOOST_DESCRIBE_STRUCT(Verified, (), (chains))

std::optional<std::string> tenant_id(AdminStore& home, const std::string& tenant) {
    if (tenant.empty()) return std::nullopt;
    return home.database.read([&](store::Reader& reader) {
        return store::tenant(reader, System{}, tenant).id;
    });
}

std::vector<store::ChainReport> seen_before(const std::string& file) {
    if (file.empty()) return {};
    std::ifstream in(file);
    const std::string text(std::istreambuf_iterator<char>(in), {});
    return json::read<Verified>(text).chains;
}

void tell(const store::ChainReport& chain) {
    const std::string name = fmt::format(
        "{} {}", chain.tenant_id.empty() ? "installation" : "tenant " + chain.tenant_id, chain.node
    );
    if (!chain.broken) {
        fmt::print("{}: {} records hold\n", name, chain.records);
        return;
    }
    const store::ChainBreak& broken = *chain.broken;
    fmt::print("{}: BROKEN ({}) at record {}", name, broken.kind, broken.sequence);
    if (!broken.record_id.empty()) fmt::print(", id {}", broken.record_id);
    fmt::print("; {} records in front of it hold\n", chain.records);
}

int verify(const Config& config, const Wanted& wanted) {
    AdminStore home(config);
    Verified found;
    found.chains = store::verify_audit(
        home.database,
        home.ledger,
        System{},
        tenant_id(home, wanted.tenant),
        seen_before(wanted.seen)
    );
    const bool broken = std::ranges::any_of(found.chains, [](const store::ChainReport& each) {
        return each.broken.has_value();
    });
    if (wanted.json) {
        fmt::print("{}\n", json::to_text(found));
    } else {
        std::ranges::for_each(found.chains, tell);
    }
    return broken ? exit_broken : 0;
}

/// Prints the next records of a chain; false at its end.
bool print_some(AdminStore& home, const store::AuditSegment& segment, std::int64_t& after) {
    const std::int64_t before = after;
    home.database.read([&](store::Reader& reader) {
        const auto last = std::numeric_limits<std::int64_t>::max();
        for (auto& record : store::audit_records(reader, System{}, segment, before, last)) {
            after = record.sequence;
            fmt::print("{}\n", serve::exported_line(reader, home.ledger, std::move(record)));
        }
    });
    return after > before;
}

int export_all(const Config& config, const Wanted& wanted) {
    AdminStore home(config);
    const auto tenant = tenant_id(home, wanted.tenant);
    const auto segments = home.database.read([&](store::Reader& reader) {
        return store::audit_segments(reader, System{}, tenant);
    });
    for (const store::AuditSegment& segment : segments) {
        std::int64_t after = 0;
        while (print_some(home, segment, after)) {
        }
    }
    return 0;
}

}  // namespace

std::vector<Command> add_admin_audit(CLI::App& admin, SharedSettings settings) {
    auto wanted = std::make_shared<Wanted>();
    CLI::App* audit = admin.add_subcommand("audit", "The log of who did what");
    audit->require_subcommand(1)->fallthrough();

    CLI::App* verifying = audit->add_subcommand(
        "verify", "Check that no record was edited, deleted, moved or cut off"
    );
    verifying->fallthrough();
    verifying->add_option("--tenant", wanted->tenant, "Only this tenant (name or id)");
    verifying->add_flag("--json", wanted->json, "Print what was found as JSON");
    verifying
        ->add_option(
            "--seen",
            wanted->seen,
            "What an earlier `verify --json` printed, kept elsewhere: finds a store that was put "
            "back to an older state"
        )
        ->check(CLI::ExistingFile);
    verifying->footer("Exit code 6: a chain is broken.");

    CLI::App* exporting =
        audit->add_subcommand("export", "Print the records in clear, a JSON object a line");
    exporting->fallthrough();
    exporting->add_option("--tenant", wanted->tenant, "Only this tenant (name or id)");
    return {
        {.words = verifying, .run = [=] { return verify(settings->read_config(), *wanted); }},
        {.words = exporting, .run = [=] { return export_all(settings->read_config(), *wanted); }},
    };
}

}  // namespace parlance::cli
