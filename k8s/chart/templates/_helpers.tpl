{{- define "ostiary.tag" -}}{{ .Values.image.tag | default .Chart.AppVersion }}{{- end }}

{{- define "ostiary.labels" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/part-of: ostiary
{{- end }}

{{- define "ostiary.account" -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .name }}
  labels:
    {{- include "ostiary.labels" . | nindent 4 }}
  {{- with .annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
{{- end }}

{{- define "ostiary.pod" -}}
serviceAccountName: {{ .name }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- with .root.Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "ostiary.container" -}}
image: {{ .root.Values.image.repository }}/{{ .image | default .name }}:{{ include "ostiary.tag" .root }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: ["ALL"]
{{- end }}

{{- define "ostiary.spread" -}}
topologySpreadConstraints:
{{- range .root.Values.spread }}
  - maxSkew: 1
    topologyKey: {{ .key }}
    whenUnsatisfiable: {{ .whenUnsatisfiable }}
    labelSelector:
      matchLabels:
        app.kubernetes.io/name: {{ $.name }}
    matchLabelKeys: ["pod-template-hash"]
{{- end }}
{{- end }}

{{- define "ostiary.scheme" -}}{{ ternary "https" "http" .Values.internalTls.enabled }}{{- end }}

{{- define "ostiary.tlsMount" -}}
{{- if .Values.internalTls.enabled -}}
- name: internal-tls
  mountPath: /etc/ostiary/internal-tls
  readOnly: true
{{- end }}
{{- end }}

{{- define "ostiary.tlsVolume" -}}
{{- if .Values.internalTls.enabled -}}
- name: internal-tls
  secret:
    secretName: {{ .Values.internalTls.secret }}
    items:
      - key: ca.crt
        path: ca.crt
      - key: tls.crt
        path: tls.crt
      - key: tls.key
        path: tls.key
{{- end }}
{{- end }}

{{- define "ostiary.probes" -}}
startupProbe:
  httpGet:
    path: /q/health/live
    port: management
    {{- if .root.Values.internalTls.enabled }}
    scheme: HTTPS
    {{- end }}
  periodSeconds: 1
  timeoutSeconds: 2
  failureThreshold: 300
livenessProbe:
  httpGet:
    path: /q/health/live
    port: management
    {{- if .root.Values.internalTls.enabled }}
    scheme: HTTPS
    {{- end }}
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 3
readinessProbe:
  httpGet:
    path: /q/health/ready
    port: management
    {{- if .root.Values.internalTls.enabled }}
    scheme: HTTPS
    {{- end }}
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: 2
lifecycle:
  preStop:
    # Requests still come for a moment after the pod has left the endpoints.
    sleep:
      seconds: 5
{{- end }}

{{- define "ostiary.settings" -}}
- name: OSTIARY_CONFIG
  value: /etc/ostiary/config/ostiary.yaml
- name: OSTIARY_KEYS
  value: /etc/ostiary/keys
- name: QUARKUS_MANAGEMENT_HOST
  value: 0.0.0.0
- name: QUARKUS_MANAGEMENT_PORT
  value: "9000"
# a name server that is away must not hold an event loop
- name: QUARKUS_VERTX_USE_ASYNC_DNS
  value: "true"
{{- if .root.Values.jsonLogs }}
- name: QUARKUS_LOG_CONSOLE_JSON_ENABLED
  value: "true"
{{- end }}
{{- range $service := list "identity" "session" "flow" "courier" }}
- name: OSTIARY_{{ upper $service }}_URL
  value: {{ include "ostiary.scheme" $.root }}://{{ $service }}-service:8080
{{- end }}
{{- if .root.Values.internalTls.enabled }}
- name: OSTIARY_INTERNAL_TLS_CA
  value: /etc/ostiary/internal-tls/ca.crt
- name: OSTIARY_INTERNAL_TLS_CERT
  value: /etc/ostiary/internal-tls/tls.crt
- name: OSTIARY_INTERNAL_TLS_KEY
  value: /etc/ostiary/internal-tls/tls.key
{{- end }}
{{- with .root.Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "ostiary.rollout" -}}
replicas: {{ .values.replicas }}
selector:
  matchLabels:
    app.kubernetes.io/name: {{ .name }}
strategy:
  type: RollingUpdate
  rollingUpdate:
    maxSurge: 1
    maxUnavailable: 0
{{- end }}

{{- define "ostiary.budget" -}}
{{- if .root.Values.disruptionBudgets }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .name }}
  labels:
    {{- include "ostiary.labels" . | nindent 4 }}
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app.kubernetes.io/name: {{ .name }}
{{- end }}
{{- end }}

{{- define "ostiary.scaler" -}}
{{- if .values.autoscaling.enabled }}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ .name }}
  labels:
    {{- include "ostiary.labels" . | nindent 4 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {{ .name }}
  minReplicas: {{ .values.autoscaling.min }}
  maxReplicas: {{ .values.autoscaling.max }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {{ .values.autoscaling.cpu }}
    {{- if and (eq .name "identity-service") .root.Values.hashingQueueMetric.enabled }}
    - type: Pods
      pods:
        metric:
          name: {{ .root.Values.hashingQueueMetric.name }}
        target:
          type: AverageValue
          averageValue: {{ .root.Values.hashingQueueMetric.averageValue | quote }}
    {{- end }}
  behavior:
    scaleDown:
      stabilizationWindowSeconds: 300
{{- end }}
{{- end }}
