{{/* Each entry of a Secret that Offshard reads as a file: where it is mounted, and the variable that tells so. */}}
{{- define "offshard.files" -}}
{{- $s := .Values.secrets -}}
{{- $files := list -}}
{{- range list
  (list $s.credentials $s.credentials.key "credentials" "AUTH_CREDENTIALS_FILE")
  (list $s.policies $s.policies.key "policies.yaml" "AUTH_POLICIES_FILE")
  (list $s.tls "tls.crt" "tls/tls.crt" "API_TLS_CERTIFICATE")
  (list $s.tls "tls.key" "tls/tls.key" "API_TLS_KEY")
  (list $s.clientCa $s.clientCa.key "tls/client-ca.crt" "API_TLS_CLIENT_CA")
  (list $s.kafkaSasl $s.kafkaSasl.key "kafka/sasl.jaas.config" "KAFKA_SASL_JAAS_CONFIG_FILE")
  (list $s.kafkaCa $s.kafkaCa.key "kafka/ca.crt" "KAFKA_SSL_TRUSTSTORE_CERTIFICATES_FILE")
  (list $s.kafkaCertificate $s.kafkaCertificate.certificate "kafka/user.crt" "KAFKA_SSL_KEYSTORE_CERTIFICATE_CHAIN_FILE")
  (list $s.kafkaCertificate $s.kafkaCertificate.key "kafka/user.key" "KAFKA_SSL_KEYSTORE_KEY_FILE")
  (list $s.schemaRegistryPassword $s.schemaRegistryPassword.key "schema-registry-password" "SCHEMA_REGISTRY_PASSWORD_FILE")
  (list $s.yandexTokens $s.yandexTokens.key "yandex/tokens" "YANDEX_TOKENS_FILE")
  (list $s.yandexIntrospectionPassword $s.yandexIntrospectionPassword.key "yandex/introspection-password" "YANDEX_INTROSPECTION_PASSWORD_FILE")
-}}
{{- $secret := (index . 0).existingSecret -}}
{{- if $secret -}}
{{- $files = append $files (dict "secret" $secret "key" (index . 1) "path" (index . 2) "variable" (index . 3)) -}}
{{- end -}}
{{- end -}}
{{- dict "files" $files | toYaml -}}
{{- end -}}

{{/* What the container's environment says besides extraEnv. */}}
{{- define "offshard.variables" -}}
{{- $env := list -}}
{{- range (include "offshard.files" . | fromYaml).files -}}
{{- $env = append $env (dict "name" (printf "OFFSHARD_%s" .variable) "value" (printf "/etc/offshard/%s" .path)) -}}
{{- end -}}
{{- with .Values.secrets -}}
{{- if .tokenKeys.existingSecret -}}
{{- $env = append $env (dict "name" "OFFSHARD_TOKENS_DIRECTORY" "value" "/etc/offshard-token-keys") -}}
{{- end -}}
{{- if .kafkaCa.existingSecret -}}
{{- $env = append $env (dict "name" "OFFSHARD_KAFKA_SSL_TRUSTSTORE_TYPE" "value" "PEM") -}}
{{- end -}}
{{- if .kafkaCertificate.existingSecret -}}
{{- $env = append $env (dict "name" "OFFSHARD_KAFKA_SSL_KEYSTORE_TYPE" "value" "PEM") -}}
{{- end -}}
{{- end -}}
{{- if and (eq .Values.mode "sidecar") (not (dig "api" "host" "" .Values.config)) -}}
{{- $env = append $env (dict "name" "OFFSHARD_API_HOST" "value" "127.0.0.1") -}}
{{- end -}}
{{- if .Values.jvmOptions -}}
{{- $env = append $env (dict "name" "JAVA_TOOL_OPTIONS" "value" .Values.jvmOptions) -}}
{{- end -}}
{{- dict "env" $env | toYaml -}}
{{- end -}}

{{/* Volumes of the pod. */}}
{{- define "offshard.volumes" -}}
- name: offshard
  projected:
    # 0444: no other container mounts it, and any user id will do.
    defaultMode: 292
    sources:
      - configMap:
          name: {{ include "offshard.fullname" . }}
          items:
            - {key: offshard.yaml, path: offshard.yaml}
      {{- range (include "offshard.files" . | fromYaml).files }}
      - secret:
          name: {{ .secret }}
          items:
            - {key: {{ .key | quote }}, path: {{ .path }}}
      {{- end }}
{{- with .Values.secrets.tokenKeys.existingSecret }}
- name: offshard-token-keys
  secret:
    secretName: {{ . }}
    defaultMode: 292
{{- end }}
- name: offshard-tmp
  emptyDir:
    sizeLimit: 256Mi
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}
