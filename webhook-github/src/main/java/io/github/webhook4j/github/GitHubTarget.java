package io.github.webhook4j.github;

import java.util.regex.Pattern;

/**
 * Whose hooks they are.
 *
 * @param kind a repository, an organization, or a GitHub App
 * @param path where they are below the API's URL, such as {@code /repos/octocat/hello/hooks}
 */
record GitHubTarget(EventPlace kind, String path) {

    private static final String NAME = "(?!\\.{1,2}(/|$))[A-Za-z0-9._-]+";
    private static final Pattern REPOSITORY = Pattern.compile("repos/" + NAME + "/" + NAME);
    private static final Pattern ORGANIZATION = Pattern.compile("orgs/" + NAME);

    static GitHubTarget of(String target) {
        if (target.equals("app")) {
            return new GitHubTarget(EventPlace.APP, "/app/hook");
        }
        if (REPOSITORY.matcher(target).matches()) {
            return new GitHubTarget(EventPlace.REPOSITORY, "/" + target + "/hooks");
        }
        if (ORGANIZATION.matcher(target).matches()) {
            return new GitHubTarget(EventPlace.ORGANIZATION, "/" + target + "/hooks");
        }
        throw new IllegalArgumentException("The option \"target\" of the API of github is \"" + target
                + "\": write repos/{owner}/{repo}, orgs/{org} or app.");
    }

    boolean isApp() {
        return kind == EventPlace.APP;
    }

    /** What to tell where GitHub answers 404, which it does also instead of 403. */
    String rights() {
        return switch (kind) {
            case REPOSITORY ->
                "GitHub answers so also where the token lacks the right: scope admin:repo_hook, or Webhooks read and write";
            case ORGANIZATION ->
                "GitHub answers so also where the token lacks the right: scope admin:org_hook, or the organization's Webhooks "
                        + "read and write";
            default -> "Has the App a webhook?";
        };
    }

    @Override
    public String toString() {
        return isApp() ? "app" : path.substring(1, path.lastIndexOf('/'));
    }
}
