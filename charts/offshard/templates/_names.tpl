{{/* The name of all objects: at most 52 characters, so that `-management` has its place in the name of a Service. */}}
{{- define "offshard.fullname" -}}
{{- $name := .Values.nameOverride | default .Chart.Name -}}
{{- $both := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) -}}
{{- $full := .Values.fullnameOverride | default $both | replace "." "-" | trunc 52 -}}
{{- regexReplaceAll "-+$" $full "" -}}
{{- end -}}

{{/* Labels of every object. */}}
{{- define "offshard.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/name: {{ .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end -}}

{{/* Labels of the pods that Offshard runs in, by which Services, policies and monitors find them. */}}
{{- define "offshard.podLabels" -}}
{{- if eq .Values.mode "sidecar" -}}
offshard.io/sidecar: {{ include "offshard.fullname" . }}
{{- else -}}
app.kubernetes.io/name: {{ .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}
{{- end -}}

{{/* Labels or annotations as YAML: the chart's own, and those of values whose keys it does not set. */}}
{{- define "offshard.merged" -}}
{{- merge (index . 0 | fromYaml) (index . 1 | default dict) | toYaml -}}
{{- end -}}

{{- define "offshard.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "offshard.fullname" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end -}}
