{{/* The container: of the chart's own pods, or an init container that goes on running (a sidecar) in others'. */}}
{{- define "offshard.container" -}}
{{- $sidecar := eq .Values.mode "sidecar" -}}
{{- $image := .Values.image -}}
- name: offshard
  image: {{ if $image.digest }}{{ $image.repository }}@{{ $image.digest }}{{ else }}{{ $image.repository }}:{{ $image.tag | default .Chart.AppVersion }}{{ end }}
  imagePullPolicy: {{ $image.pullPolicy }}
  {{- if $sidecar }}
  restartPolicy: Always
  {{- end }}
  args: [serve, --config, /etc/offshard/offshard.yaml]
  {{- with concat (include "offshard.variables" . | fromYaml).env (.Values.extraEnv | default list) }}
  env:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  ports:
    {{- range $name, $port := include "offshard.ports" . | fromYaml }}
    - {name: {{ $name }}, containerPort: {{ $port }}}
    {{- end }}
  # Serves once Kafka has answered. In other pods the application starts after that, and finds streams.
  startupProbe:
    httpGet: {path: {{ $sidecar | ternary "/readyz" "/livez" }}, port: offshard-mgmt}
    periodSeconds: 1
    timeoutSeconds: 5
    failureThreshold: 120
  readinessProbe:
    httpGet: {path: /readyz, port: offshard-mgmt}
    periodSeconds: 5
    timeoutSeconds: 5
    failureThreshold: 2
  livenessProbe:
    httpGet: {path: /livez, port: offshard-mgmt}
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 3
  {{- if and (not $sidecar) .Values.preStopSeconds }}
  lifecycle:
    preStop:
      sleep: {seconds: {{ .Values.preStopSeconds }}}
  {{- end }}
  {{- with .Values.resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.securityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  volumeMounts:
    - {name: offshard, mountPath: /etc/offshard, readOnly: true}
    {{- if .Values.secrets.tokenKeys.existingSecret }}
    - {name: offshard-token-keys, mountPath: /etc/offshard-token-keys, readOnly: true}
    {{- end }}
    - {name: offshard-tmp, mountPath: /tmp}
    {{- with .Values.extraVolumeMounts }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
{{- end -}}

{{/* Annotations of the pods: a pod is replaced when the configuration changes, which is read at the start only. */}}
{{- define "offshard.podAnnotations" -}}
checksum/offshard-config: {{ toYaml .Values.config | sha256sum }}
{{- end -}}
