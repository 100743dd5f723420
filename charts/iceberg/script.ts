/**
 * The verbs of the provisioning script, for `bash` and `curl` against Polaris' management API; `API` is its base URL,
 * `LOGINS` a folder of logins by name. Each verb looks before it writes, so that running it again changes nothing.
 * Secrets go through standard input, because arguments can be read by others on the node; they are letters and digits.
 *
 * A login that already works is left alone. Otherwise it is set to the very id and secret of the secret store, which the
 * management API allows the root principal. Source: apache/polaris 1.7.0, PolarisAdminService.java, `resetCredentials`.
 */
export const PRELUDE = `management="$API/management/v1"
scratch=$(mktemp -d)

login() {
  printf 'grant_type=client_credentials&scope=PRINCIPAL_ROLE:ALL&client_id=%s&client_secret=%s' \\
    "$(cat "$LOGINS/$1/username")" "$(cat "$LOGINS/$1/password")" |
    curl --silent --output "$scratch/token" --write-out '%{http_code}' --data @- "$API/catalog/v1/oauth/tokens" || true
}

ask() {
  curl --silent --output "$scratch/answer" --write-out '%{http_code}' --header "@$scratch/authorization" \\
    --header 'Content-Type: application/json' "$@" || true
}

fail() {
  echo "$1: $(cat "$scratch/answer")" >&2
  exit 1
}

send() {
  status=$(printf '%s' "$3" | ask --request "$1" --data @- "$management/$2")
  case "$status" in
    2??) echo "$1 $2" ;;
    *) fail "$1 $2 answered $status" ;;
  esac
}

shows() {
  status=$(ask "$management/$1")
  case "$status" in
    200) grep --quiet --fixed-strings -- "$2" "$scratch/answer" ;;
    404) return 1 ;;
    *) fail "GET $1 answered $status" ;;
  esac
}

warehouse() {
  shows "catalogs/$1" "\\"name\\":\\"$1\\"" ||
    send POST catalogs "{\\"catalog\\":{\\"type\\":\\"INTERNAL\\",\\"name\\":\\"$1\\",\\"properties\\":$3,\\"storageConfigInfo\\":$4}}"
  if ! shows "catalogs/$1" "$2"; then
    version=$(sed -n 's/.*"entityVersion":\\([0-9]*\\).*/\\1/p' "$scratch/answer")
    send PUT "catalogs/$1" "{\\"currentEntityVersion\\":$version,\\"properties\\":$3,\\"storageConfigInfo\\":$4}"
  fi
  shows "catalogs/$1/catalog-roles" '"name":"content"' ||
    send POST "catalogs/$1/catalog-roles" '{"catalogRole":{"name":"content"}}'
  shows "catalogs/$1/catalog-roles/content/grants" CATALOG_MANAGE_CONTENT ||
    send PUT "catalogs/$1/catalog-roles/content/grants" \\
      '{"grant":{"type":"catalog","privilege":"CATALOG_MANAGE_CONTENT"}}'
  shows principal-roles "\\"name\\":\\"$1\\"" ||
    send POST principal-roles "{\\"principalRole\\":{\\"name\\":\\"$1\\"}}"
  shows "principal-roles/$1/catalog-roles/$1" '"name":"content"' ||
    send PUT "principal-roles/$1/catalog-roles/$1" '{"catalogRole":{"name":"content"}}'
}

principal() {
  shows "principals/$1" "\\"name\\":\\"$1\\"" ||
    send POST principals "{\\"principal\\":{\\"name\\":\\"$1\\"}}"
  status=$(login "$1")
  case "$status" in
    200) ;;
    400 | 401)
      send POST "principals/$1/reset" "$(printf '{"clientId":"%s","clientSecret":"%s"}' \\
        "$(cat "$LOGINS/$1/username")" "$(cat "$LOGINS/$1/password")")" ;;
    *)
      echo "the login of $1 answered $status" >&2
      exit 1 ;;
  esac
}

grant() {
  shows "principals/$1/principal-roles" "\\"name\\":\\"$2\\"" ||
    send PUT "principals/$1/principal-roles" "{\\"principalRole\\":{\\"name\\":\\"$2\\"}}"
}

tries=0
until status=$(login root) && [ "$status" = 200 ]; do
  tries=$((tries + 1))
  if [ "$tries" -ge 60 ]; then
    echo "root cannot log in: the catalog answered $status" >&2
    exit 1
  fi
  sleep 5
done
printf 'Authorization: Bearer %s\\n' "$(sed -n 's/.*"access_token":"\\([^"]*\\)".*/\\1/p' "$scratch/token")" \\
  > "$scratch/authorization"

`;
